using System.Collections.Frozen;
using IAfluence.Core.Text;

namespace IAfluence.Core.Encoders;

/// <summary>
/// Words that exist in French and in English, from the two sides of the list of everyday words: a question that contains one is not misspelt,
/// even if no text has it.
/// </summary>
internal static class CommonWords
{
    private static readonly Lazy<(FrozenSet<string> French, FrozenSet<string> English)> Stems = new(Load);

    /// <param name="stem">A term of the analyser of that language.</param>
    /// <returns>False for words of other languages, which are not known here.</returns>
    public static bool Contain(string? locale, string stem) => TextAnalyser.LanguageOf(locale) switch
    {
        "fr" => Stems.Value.French.Contains(stem),
        "en" => Stems.Value.English.Contains(stem),
        _ => false,
    };

    private static (FrozenSet<string> French, FrozenSet<string> English) Load()
    {
        var (french, english) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        using var reader = new StreamReader(typeof(CommonWords).Assembly.GetManifestResourceStream("gloss/french-everyday.tsv")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is not [var left, var right])
                continue;
            french.UnionWith(TextAnalyser.For("fr").Terms(left));
            english.UnionWith(TextAnalyser.For("en").Terms(right));
        }

        return (french.ToFrozenSet(StringComparer.Ordinal), english.ToFrozenSet(StringComparer.Ordinal));
    }
}
