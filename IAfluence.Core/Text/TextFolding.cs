using System.Globalization;
using System.Text;

namespace IAfluence.Core.Text;

/// <summary>Folds a word: no case, no accents, no ligatures, so that "Œuvré" and "oeuvre" are one word.</summary>
internal static class TextFolding
{
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (IsPlain(word))
            return string.Create(word.Length, word, static (folded, source) => source.ToLowerInvariant(folded));

        var result = new StringBuilder(word.Length + 2);
        foreach (var character in word.ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            if (Letters(character) is { } letters)
                result.Append(letters);
            else
                result.Append(character);
        }

        return result.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<char> word) => System.Text.Ascii.IsValid(word);

    /// <summary>Letters that no decomposition of Unicode opens.</summary>
    private static string? Letters(char letter) => letter switch
    {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => null,
    };
}
