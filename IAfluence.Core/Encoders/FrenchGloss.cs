using System.Collections.Frozen;
using System.Text;
using IAfluence.Core.Text;

namespace IAfluence.Core.Encoders;

/// <summary>
/// Glosses French in English word by word, for an encoder that reads only English: "taxe de séjour" becomes "tourist tax". Expressions of several
/// words are looked up first, the longest first. Expressions and everyday words are from lists written by hand, words of offices and software from
/// a list learnt from translated texts. Other words stay as they are, because many are nearly the same in both languages.
/// </summary>
internal sealed class FrenchGloss
{
    private readonly FrozenDictionary<string, string> _expressions;
    private readonly FrozenDictionary<string, string> _words;
    private readonly FrozenDictionary<string, string> _stems;
    private readonly int _longest;

    /// <param name="everyday">Lines of a French word or expression, a tab and its English; the first line for a word counts.</param>
    /// <param name="learnt">Lines of a French stem, a tab and its English.</param>
    public FrenchGloss(IEnumerable<string> everyday, IEnumerable<string> learnt)
    {
        var expressions = new Dictionary<string, string>(StringComparer.Ordinal);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in everyday)
        {
            if (line.Split('\t') is not [var french, var english])
                continue;
            var parts = Parts(french);
            if (parts.Count > 1)
            {
                expressions.TryAdd(Joined(parts, 0, parts.Count), english);
                _longest = Math.Max(_longest, parts.Count);
            }

            var folded = TextFolding.Fold(french);
            words.TryAdd(folded, english);
            stems.TryAdd(FrenchStemmer.Stem(folded), english);
        }

        foreach (var line in learnt)
        {
            if (line.Split('\t') is [var stem, var english])
                stems.TryAdd(stem, english);
        }

        _expressions = expressions.ToFrozenDictionary(StringComparer.Ordinal);
        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
        _stems = stems.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Loads the lists that come with the product.</summary>
    public static FrenchGloss Load() => new([.. Lines("french-everyday.tsv"), .. Lines("french-typed.tsv"), .. Lines("french-expressions.tsv")], Lines("french-learnt.tsv"));

    public string ToEnglish(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var english = new StringBuilder(text.Length + 16);
        var parts = Parts(text);
        var from = 0;
        for (var i = 0; i < parts.Count;)
        {
            // Apostrophes and hyphens between the parts of a word are dropped with it; other marks say where a sentence ends.
            foreach (var character in text.AsSpan(from, parts[i].Start - from))
            {
                if (!WordSplitter.IsApostrophe(character) && !WordSplitter.IsHyphen(character))
                    english.Append(character);
            }

            var (gloss, count) = ExpressionOrNull(text, parts, i) is var (expression, length) ? (expression, length) : (Word(parts[i].Folded), 1);
            if (gloss.Length > 0)
                english.Append(gloss).Append(' ');
            i += count;
            from = parts[i - 1].End;
        }

        return english.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The words of a text, divided at apostrophes and hyphens.</summary>
    private static List<Part> Parts(string text)
    {
        var parts = new List<Part>();
        foreach (var (start, length) in WordSplitter.Split(text))
        {
            var part = start;
            for (var at = start; at <= start + length; at++)
            {
                if (at < start + length && !WordSplitter.IsApostrophe(text[at]) && !WordSplitter.IsHyphen(text[at]))
                    continue;
                if (at > part)
                    parts.Add(new Part(part, at, TextFolding.Fold(text.AsSpan(part, at - part))));
                part = at + 1;
            }
        }

        return parts;
    }

    private static string Joined(List<Part> parts, int first, int count) => string.Join(' ', parts.Skip(first).Take(count).Select(part => part.Folded));

    internal static List<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(FrenchGloss).Assembly.GetManifestResourceStream("gloss/" + name)!);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private (string English, int Parts)? ExpressionOrNull(string text, List<Part> parts, int first)
    {
        // An expression does not go over punctuation: its words are one character apart.
        var together = 1;
        while (together < _longest && first + together < parts.Count
            && parts[first + together].Start - parts[first + together - 1].End == 1
            && text[parts[first + together].Start - 1] is var between && (between == ' ' || WordSplitter.IsApostrophe(between) || WordSplitter.IsHyphen(between)))
        {
            together++;
        }

        for (var count = together; count > 1; count--)
        {
            if (_expressions.TryGetValue(Joined(parts, first, count), out var english))
                return (english, count);
        }

        return null;
    }

    private string Word(string folded) =>
        _words.TryGetValue(folded, out var english) || _stems.TryGetValue(FrenchStemmer.Stem(folded), out english) ? english : folded;

    private readonly record struct Part(int Start, int End, string Folded);
}
