using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Lists the terms of a scope that begin with each prefix; see <see cref="Storage.TermQuery"/>.</summary>
/// <param name="limit">The maximum for each prefix.</param>
public delegate Task<IReadOnlyList<IReadOnlyList<string>>> TermLookUp(IReadOnlyList<string> prefixes, int limit, CancellationToken ct);

/// <summary>A question in the words of the texts that are searched for it: written out, with synonyms, and with typing errors corrected.</summary>
/// <param name="Groups">The terms to search. The terms of a group have the same meaning and count as one; see <see cref="Storage.TextQuery.Groups"/>.</param>
/// <param name="Text">
/// The question with the words that the texts do not have replaced by those that they do, for an encoder: it knows neither a misspelt word nor
/// what a client calls a thing.
/// </param>
public sealed record QuestionTerms(IReadOnlyList<IReadOnlyList<string>> Groups, string Text)
{
    // The maximum number of words that are searched. The first words of a longer message usually contain its topic.
    private const int MaxWords = 48;

    // A question with more unknown words is in another language, or about something else.
    private const int MaxUnknown = 4;

    /// <summary>Reads a question for the texts of one scope. Makes at most three lookups, the last two only for unknown words.</summary>
    /// <param name="written">The language of the texts.</param>
    /// <param name="spoken">The visitor's language; null when unknown. Its stop words are left out, and errors are corrected only in it.</param>
    /// <param name="synonyms">The chatbot's synonyms: lines of words separated by commas.</param>
    public static async Task<QuestionTerms> ReadAsync(
        string question, string written, string? spoken, IReadOnlyList<string> synonyms, TermLookUp lookUp, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(synonyms);
        ArgumentNullException.ThrowIfNull(lookUp);

        var text = PhoneWriting.WriteOut(question, spoken ?? written);
        var words = QuestionWord.Of(text, written, spoken).Take(MaxWords).ToList();
        if (words.Count == 0)
            return new QuestionTerms([], text);

        var table = SynonymTable.Of(synonyms, written);
        var same = table.Find(words);
        var joints = Joints(words, text, written);
        var known = await KnownAsync(
            [.. words.SelectMany(word => word.Terms), .. same.SelectMany(match => match.Others).SelectMany(other => other.Terms), .. joints.Select(joint => joint.Term)],
            lookUp,
            ct);

        foreach (var word in words)
            word.Choose(known);
        foreach (var match in same)
            match.Apply(words, known);
        foreach (var (at, term, joined) in joints.Where(joint => known.Contains(joint.Term)))
            QuestionWord.Join(words[at], words[at + 1], term, joined, known);
        if (spoken is null || TextAnalyser.LanguageOf(written) == TextAnalyser.LanguageOf(spoken))
        {
            var unknown = words.Where((word, at) => word.MayBeMisspelt(known, isFirst: at == 0, written)).OrderByDescending(word => word.Folded.Length).Take(MaxUnknown).ToList();
            if (unknown.Count > 0)
                await new Spelling(written, lookUp).CorrectAsync(unknown, ct);
        }

        return new QuestionTerms([.. words.SelectMany(word => word.Groups)], Rewritten(text, words));
    }

    /// <summary>Returns which of the terms the scope contains.</summary>
    internal static async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyList<string> terms, TermLookUp lookUp, CancellationToken ct)
    {
        var asked = terms.Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
            return new HashSet<string>();
        var found = await lookUp(asked, 1, ct);
        return asked.Where((term, i) => found[i] is [var first, ..] && first == term).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Neighbours that may be one word in the texts, such as "week end" and "wi fi".</summary>
    private static List<(int At, string Term, string Joined)> Joints(List<QuestionWord> words, string text, string written)
    {
        var joints = new List<(int, string, string)>();
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var (one, next) = (words[i], words[i + 1]);
            if (!one.IsPlain || !next.IsPlain || next.Start != one.End + 1 || text[one.End] != ' ')
                continue;
            var joined = one.Folded + next.Folded;
            if (TextAnalyser.For(written).Terms(joined) is [var term])
                joints.Add((i, term, joined));
        }

        return joints;
    }

    private static string Rewritten(string text, List<QuestionWord> words)
    {
        foreach (var word in words.Where(word => word.Replacement is not null).OrderByDescending(word => word.Start))
            text = string.Concat(text.AsSpan(0, word.Start), word.Replacement, text.AsSpan(word.ReplacedEnd));
        return text;
    }
}
