using IAfluence.Core.Encoders;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>A word of a question, and the terms for which it is searched.</summary>
internal sealed class QuestionWord
{
    private const int MinLetters = 5;

    private readonly IReadOnlyList<string> _parts;
    private readonly bool _capital;

    private QuestionWord(string text, AnalysedTerm whole, IReadOnlyList<string> parts)
    {
        var typed = text.AsSpan(whole.Start, whole.Length);
        (Start, Length, Head, _parts) = (whole.Start, whole.Length, whole.Term, parts);
        Folded = TextFolding.Fold(typed);
        IsPlain = parts.Count == 0 && Folded.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;
        _capital = char.IsUpper(typed[0]) && typed.IndexOfAnyInRange('a', 'z') >= 0;
        ReplacedEnd = End;
    }

    public int Start { get; }

    public int Length { get; }

    public int End => Start + Length;

    /// <summary>The word as typed, folded, not stemmed.</summary>
    public string Folded { get; }

    /// <summary>Whether it consists of letters only and is not compound.</summary>
    public bool IsPlain { get; }

    /// <summary>The term of the whole word.</summary>
    public string Head { get; }

    /// <summary>The term of the word and those of its parts.</summary>
    public IEnumerable<string> Terms => [Head, .. _parts];

    /// <summary>The groups of terms for which it is searched; empty for a word that adds nothing.</summary>
    public List<List<string>> Groups { get; private set; } = [];

    /// <summary>What stands in the question for the text from <see cref="Start"/> to <see cref="ReplacedEnd"/>; null when it stays.</summary>
    public string? Replacement { get; private set; }

    public int ReplacedEnd { get; private set; }

    /// <summary>Whether other terms were found for it; the spelling is not corrected then.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Analyses a question in the language of the texts, without the stop words of the visitor's language.</summary>
    public static IEnumerable<QuestionWord> Of(string text, string written, string? spoken)
    {
        IReadOnlyList<AnalysedTerm> terms = TextAnalyser.For(written).Analyse(text);
        if (written != spoken)
        {
            var meant = TextAnalyser.For(spoken).Analyse(text);
            terms = [.. terms.Where(term => meant.Any(word => word.Start < term.Start + term.Length && term.Start < word.Start + word.Length))];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < terms.Count;)
        {
            var whole = terms[i++];
            var parts = new List<string>();
            for (; i < terms.Count && terms[i].Start + terms[i].Length <= whole.Start + whole.Length; i++)
                parts.Add(terms[i].Term);
            if (seen.Add(whole.Term))
                yield return new QuestionWord(text, whole, parts);
        }
    }

    /// <summary>Chooses the groups by the terms that the texts have.</summary>
    public void Choose(IReadOnlySet<string> known)
    {
        if (_parts.Count == 0)
            Groups = [[Head]];
        else if (Folded.AsSpan().IndexOfAny("_@.") >= 0 || Folded.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
            // The whole of an address or a code is rarer than its parts and decides.
            Groups = [[Head], .. _parts.Select(part => new List<string> { part })];
        else if (known.Contains(Head) && !_parts.All(known.Contains))
            Groups = [[Head]];
        else
            // "porte-monnaie" is also found as "portemonnaie" and as "porte monnaie".
            Groups = [.. _parts.Select(part => new List<string> { part, Head })];
    }

    public void Add(string term)
    {
        foreach (var group in Groups)
            group.Add(term);
        IsSettled = true;
    }

    /// <summary>Searches for other terms in place of its own.</summary>
    /// <param name="groups">Empty when the word adds nothing.</param>
    /// <param name="replacement">What stands for it in the question; null to keep the text.</param>
    /// <param name="end">The end of the replaced text, when it goes on after the word.</param>
    public void Replace(IEnumerable<IReadOnlyList<string>> groups, string? replacement, int? end = null)
    {
        Groups = [.. groups.Select(group => group.ToList())];
        (Replacement, ReplacedEnd, IsSettled) = (replacement, end ?? End, true);
    }

    /// <summary>Searches two neighbours also as one word.</summary>
    public static void Join(QuestionWord one, QuestionWord next, string term, string joined, IReadOnlySet<string> known)
    {
        if (known.Contains(one.Head) || known.Contains(next.Head) || one.IsSettled || next.IsSettled)
        {
            one.Add(term);
            next.Add(term);
            return;
        }

        one.Replace([[term]], joined, next.End);
        next.Replace([], null);
    }

    /// <summary>Whether the texts do not have the word, and it is neither a code nor a name nor a word of the language.</summary>
    public bool MayBeMisspelt(IReadOnlySet<string> known, bool isFirst, string written) =>
        IsPlain && !IsSettled && Folded.Length >= MinLetters && !known.Contains(Head)
        && (isFirst || !_capital || TextAnalyser.LanguageOf(written) == "de")
        && !CommonWords.Contain(written, Head);
}
