namespace IAfluence.Core.Storage.Text;

/// <summary>Computes the score of documents with the statistics of one search.</summary>
public sealed class TextScorer
{
    private readonly TextScopeStatistics _statistics;
    private readonly Dictionary<ScoredTerm, (int Place, double Weight)> _byTerm;

    private readonly ILookup<string, int> _places;

    internal TextScorer(TextScopeStatistics statistics, IEnumerable<ScoredTerm> terms)
    {
        _statistics = statistics;
        // The addition of doubles is not associative. A fixed order makes scores, and therefore ties, equal on every engine.
        Terms = [.. terms.OrderBy(term => string.Join('\n', term.Terms), StringComparer.Ordinal)];
        _byTerm = Terms
            .Select((term, place) => (term, place))
            .ToDictionary(pair => pair.term, pair => (pair.place, TextRanking.InverseDocumentFrequency(statistics.DocumentCount, pair.term.DocumentFrequency)));
        _places = Terms.SelectMany((term, place) => term.Terms.Select(own => (own, place))).ToLookup(pair => pair.own, pair => pair.place, StringComparer.Ordinal);
        Ceiling = Terms.Sum(Most);
    }

    /// <summary>
    /// The score that a document would approach if it repeated every searched term; 0 when no term was searched. Terms that no document contains
    /// count as the rarest, so a question about something else has a low share of it.
    /// </summary>
    public double Ceiling { get; }

    internal IReadOnlyList<ScoredTerm> Terms { get; }

    /// <summary>Computes the score of a document of the scope, equal to that of its hit to the last bit; 0 when it contains no searched term.</summary>
    /// <param name="terms">The document's terms, with repetitions.</param>
    public double Score(IReadOnlyList<string> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var frequencies = new int[Terms.Count];
        foreach (var term in terms)
        {
            foreach (var place in _places[term])
                frequencies[place]++;
        }

        return Score(frequencies, terms.Count);
    }

    /// <param name="frequencies">By the places of <see cref="Terms"/>.</param>
    internal double Score(ReadOnlySpan<int> frequencies, int length)
    {
        var score = 0.0;
        for (var place = 0; place < Terms.Count; place++)
            score += Share(Terms[place], frequencies[place], length);
        return score;
    }

    internal double Share(ScoredTerm term, int frequency, int length)
    {
        var relativeLength = _statistics.AverageLength > 0 ? length / _statistics.AverageLength : 1;
        var norm = TextRanking.TermSaturation * (1 - TextRanking.LengthNormalisation + (TextRanking.LengthNormalisation * relativeLength));
        return _byTerm[term].Weight * (frequency * (TextRanking.TermSaturation + 1) / (frequency + norm));
    }

    /// <summary>What a term can add to a score, however often a document repeats it.</summary>
    internal double Most(ScoredTerm term) => _byTerm[term].Weight * (TextRanking.TermSaturation + 1);

    internal int PlaceOf(ScoredTerm term) => _byTerm[term].Place;
}

/// <summary>A searched term, or several that count as one.</summary>
/// <param name="terms">At least one.</param>
/// <param name="documentFrequency">The number of documents in the scope with any of them.</param>
internal sealed class ScoredTerm(IReadOnlyList<string> terms, long documentFrequency)
{
    public IReadOnlyList<string> Terms { get; } = terms;

    public long DocumentFrequency { get; } = documentFrequency;
}
