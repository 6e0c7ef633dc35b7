using System.Globalization;
using System.Text;

namespace IAfluence.Core.Text;

/// <summary>Folds a word: removes case, accents and ligatures, so that "Œuvré" equals "oeuvre".</summary>
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

    /// <summary>Maps letters that have no Unicode decomposition.</summary>
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
