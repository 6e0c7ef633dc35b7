using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Finds what a word means that the texts do not have: an article written together with its noun ("lhotel"), two words in one, or a typing error.
/// Only words of the texts are proposed.
/// </summary>
/// <param name="locale">The language of the texts and of the question.</param>
internal sealed class Spelling(string locale, TermLookUp lookUp)
{
    private const int MaxListed = 200;

    // In a short word a typing error makes another word of it, and so do two errors in a longer one. A stem says less than its word: "recette"
    // and "récent" differ in one letter when their endings are cut.
    private const int LettersForTwo = 8;
    private const int LettersForShortTerm = 9;
    private const int MinTerm = 4;
    private const int MinCompared = 5;
    private const int MinTermForTwo = 7;
    private const int MinPart = 3;

    // More than these at the same distance say that the word is none of them.
    private const int MaxNearest = 3;

    private static readonly string[] Elided = ["qu", "l", "d", "j", "m", "t", "s", "n", "c"];

    private readonly TextAnalyser _analyser = TextAnalyser.For(locale);
    private readonly bool _french = TextAnalyser.LanguageOf(locale) == "fr";

    /// <summary>Replaces the words whose meaning is found.</summary>
    public async Task CorrectAsync(IReadOnlyList<QuestionWord> unknown, CancellationToken ct)
    {
        List<Guesses> guesses = [.. unknown.Select(Guess)];
        var known = await QuestionTerms.KnownAsync([.. guesses.SelectMany(guess => guess.Terms)], lookUp, ct);
        var left = guesses.Where(guess => !guess.Apply(known)).Select(guess => guess.Word).Where(IsComparable).ToList();
        if (left.Count == 0)
            return;

        var prefixes = left.SelectMany(word => Prefixes(word.Head)).Distinct(StringComparer.Ordinal).ToList();
        var listed = await lookUp(prefixes, MaxListed, ct);
        var candidates = listed.SelectMany(terms => terms).Distinct(StringComparer.Ordinal).Where(IsWord).ToList();
        foreach (var word in left)
            Apply(word, Nearest(word, candidates));
    }

    /// <summary>The beginnings that a term has when at most one of the first two letters was mistyped, and any letters after them.</summary>
    internal static IEnumerable<string> Prefixes(string term)
    {
        var (first, second, third) = (term[0], term[1], term[2]);
        yield return $"{first}{second}";
        yield return $"{second}{first}{third}";
        yield return $"{first}{third}";
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            yield return $"{first}{letter}{third}";
            yield return $"{first}{letter}{second}";
        }
    }

    private static bool IsComparable(QuestionWord word) => word.Head.Length > MinCompared
        || (word.Head.Length == MinCompared && (word.Folded.Length <= MinCompared + 1 || word.Folded.Length >= LettersForShortTerm));

    private static bool IsWord(string term) => term.Length >= MinTerm && term.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;

    private static List<string> Nearest(QuestionWord word, IEnumerable<string> candidates)
    {
        var most = word.Folded.Length >= LettersForTwo && word.Head.Length >= MinTermForTwo ? 2 : 1;
        var near = candidates
            .Where(term => most == 1 || term.Length >= MinTermForTwo - 1)
            .Select(term => (Term: term, Distance: EditDistance.Between(word.Head, term, most)))
            .Where(near => near.Distance <= most)
            .ToList();
        if (near.Count == 0)
            return [];
        var least = near.Min(candidate => candidate.Distance);
        List<string> nearest = [.. near.Where(candidate => candidate.Distance == least).Select(candidate => candidate.Term)];
        return nearest.Count <= (least == 1 ? MaxNearest : 1) ? nearest : [];
    }

    private static void Apply(QuestionWord word, List<string> nearest)
    {
        if (nearest.Count == 0)
            return;
        // The stem gets the ending that was typed, so that the question reads as a sentence.
        var ending = word.Folded.StartsWith(word.Head, StringComparison.Ordinal) ? word.Folded[word.Head.Length..] : "";
        word.Replace([nearest], nearest[0] + ending);
    }

    private Guesses Guess(QuestionWord word)
    {
        var guesses = new Guesses(word);
        if (_french)
            AddElision(word, guesses);
        foreach (var meant in Slips(word.Folded))
        {
            if (_analyser.Terms(meant) is [{ Length: >= MinTerm } term])
                guesses.Slips.TryAdd(term, meant);
        }

        for (var at = MinPart; at <= word.Folded.Length - MinPart; at++)
        {
            if (_analyser.Terms(word.Folded[..at]) is [{ Length: >= MinPart } left] && _analyser.Terms(word.Folded[at..]) is [{ Length: >= MinPart } right])
                guesses.Halves.Add((left, right));
        }

        return guesses;
    }

    private void AddElision(QuestionWord word, Guesses guesses)
    {
        foreach (var elided in Elided)
        {
            var rest = word.Folded[Math.Min(elided.Length, word.Folded.Length)..];
            if (!word.Folded.StartsWith(elided, StringComparison.Ordinal) || rest.Length < MinTerm || rest[0] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h'))
                continue;
            var terms = _analyser.Terms(rest);
            if (terms.Count <= 1)
                guesses.Elision = (terms is [var term] ? term : null, $"{elided}'{rest}");
            return;
        }
    }

    /// <summary>
    /// What the fingers do most: two letters swapped, one typed too often, one of a pair missing, a silent h. They are undone in the whole word, because an
    /// error in the ending gives the word another stem.
    /// </summary>
    private static IEnumerable<string> Slips(string word)
    {
        // The h that is not heard in French.
        yield return $"h{word}";
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
            yield return word.Insert(i, word[i].ToString());
            if (i > 0 && word[i] != word[i - 1])
                yield return string.Concat(word.AsSpan(0, i - 1), $"{word[i]}{word[i - 1]}", word.AsSpan(i + 1));
        }
    }

    /// <summary>The possible meanings of one word, each of which holds only if the texts have it.</summary>
    private sealed class Guesses(QuestionWord word)
    {
        public QuestionWord Word => word;

        /// <summary>The noun after an elided article, null for a stop word; and both, written out.</summary>
        public (string? Term, string Written)? Elision { get; set; }

        /// <summary>Corrected words by their terms.</summary>
        public Dictionary<string, string> Slips { get; } = new(StringComparer.Ordinal);

        public List<(string Left, string Right)> Halves { get; } = [];

        public IEnumerable<string> Terms => [.. Elision is { Term: { } noun } ? [noun] : Array.Empty<string>(), .. Slips.Keys, .. Halves.SelectMany(half => new[] { half.Left, half.Right })];

        /// <returns>Whether a meaning was found.</returns>
        public bool Apply(IReadOnlySet<string> known)
        {
            if (Elision is { } elision && (elision.Term is null || known.Contains(elision.Term)))
            {
                word.Replace(elision.Term is null ? [] : [[elision.Term]], elision.Written);
                return true;
            }

            var slips = Slips.Where(slip => known.Contains(slip.Key)).ToList();
            if (slips.Count is > 0 and <= MaxNearest)
            {
                word.Replace([[.. slips.Select(slip => slip.Key)]], slips[0].Value);
                return true;
            }

            var halves = Halves.Where(half => known.Contains(half.Left) && known.Contains(half.Right)).ToList();
            if (halves is not [var (left, right)])
                return false;
            word.Replace([[left], [right]], null);
            return true;
        }
    }
}
