namespace IAfluence.Core.Storage.Text;

/// <summary>
/// Okapi BM25 over figures that an engine counted within one scope. It is computed here and not in the engines so that every
/// engine ranks alike, and so that no client's documents weigh on another's results.
/// </summary>
public static class TextRanking
{
    /// <summary>How soon a repeated term stops adding to the score.</summary>
    public const double TermSaturation = 1.2;

    /// <summary>How much a long document pays for its length: 0 not at all, 1 in full.</summary>
    public const double LengthNormalisation = 0.75;

    /// <summary>Ranks the documents that hold at least one of the terms.</summary>
    /// <param name="statistics">Counted over the whole scope, not over the matches only.</param>
    /// <param name="postings">One entry per searched term, in any order: the order never changes a score.</param>
    /// <param name="limit">The most documents to return; 1 or more.</param>
    /// <returns>Best first, equal scores by ordinal id; never null. Every score is above 0.</returns>
    public static IReadOnlyList<(string Id, double Score)> Rank(
        TextScopeStatistics statistics, IReadOnlyList<TermPostings> postings, int limit)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);

        // Adding doubles is not associative: one fixed order keeps scores, and so ties, the same on every engine.
        foreach (var term in postings.OrderBy(p => p.Term, StringComparer.Ordinal))
        {
            var weight = InverseDocumentFrequency(statistics.DocumentCount, term.DocumentFrequency);
            foreach (var document in term.Documents)
            {
                var share = weight * Saturation(document, statistics.AverageLength);
                scores[document.Id] = scores.GetValueOrDefault(document.Id) + share;
            }
        }

        return [.. scores
            .OrderByDescending(s => s.Value)
            .ThenBy(s => s.Key, StringComparer.Ordinal)
            .Take(limit)
            .Select(s => (s.Key, s.Value))];
    }

    /// <summary>
    /// The weight of a term by its rarity in the scope, in the form that stays above 0 even for a term of every document.
    /// </summary>
    public static double InverseDocumentFrequency(long documentCount, long documentFrequency)
    {
        // Statistics may have been read a moment before the postings; a frequency above the count must not turn the sign.
        var count = Math.Max(documentCount, documentFrequency);
        return Math.Log(1 + ((count - documentFrequency + 0.5) / (documentFrequency + 0.5)));
    }

    private static double Saturation(TermPosting document, double averageLength)
    {
        var relativeLength = averageLength > 0 ? document.Length / averageLength : 1;
        var norm = TermSaturation * (1 - LengthNormalisation + (LengthNormalisation * relativeLength));
        return document.Frequency * (TermSaturation + 1) / (document.Frequency + norm);
    }
}
