namespace IAfluence.Core.Storage.Text;

/// <summary>
/// Okapi BM25 on statistics that an engine counted within one scope. It is computed here, so that every engine ranks alike and one client's
/// documents do not affect another's results.
/// </summary>
public static class TextRanking
{
    /// <summary>Controls how quickly repetitions of a term stop increasing the score (k1).</summary>
    public const double TermSaturation = 1.2;

    /// <summary>Controls how much a document's length reduces the score (b), from 0 (not at all) to 1 (fully).</summary>
    public const double LengthNormalisation = 0.75;

    /// <summary>Ranks the documents that contain at least one of the terms.</summary>
    /// <param name="statistics">Counted over the whole scope, not only over matches.</param>
    /// <param name="postings">One entry for each searched term; the order does not affect scores.</param>
    /// <param name="limit">The maximum number of results; 1 or more.</param>
    /// <returns>Best first, equal scores by ordinal id. Every score is above 0.</returns>
    public static IReadOnlyList<(string Id, double Score)> Rank(
        TextScopeStatistics statistics, IReadOnlyList<TermPostings> postings, int limit)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);

        // The addition of doubles is not associative. A fixed order makes scores, and therefore ties, equal on every engine.
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
    /// The weight of a term by its rarity in the scope, in the variant that stays above 0 even when every document contains the term.
    /// </summary>
    public static double InverseDocumentFrequency(long documentCount, long documentFrequency)
    {
        // The statistics may be older than the postings; a frequency above the count must not make the weight negative.
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

/// <summary>A searched term and the documents in the scope that contain it.</summary>
/// <param name="Term">The analysed term; a term given twice counts twice.</param>
/// <param name="DocumentFrequency">
/// The number of documents in the whole scope with the term; at least the number of <paramref name="Documents"/>.
/// </param>
/// <param name="Documents">The documents to rank that contain the term, each once, in any order.</param>
public sealed record TermPostings(string Term, long DocumentFrequency, IReadOnlyList<TermPosting> Documents);

/// <summary>One document that contains a term.</summary>
/// <param name="Frequency">The number of occurrences; 1 or more.</param>
/// <param name="Length">The document's number of terms, including repetitions.</param>
public readonly record struct TermPosting(string Id, int Frequency, int Length);

/// <summary>Statistics of one scope: the documents that a search can see.</summary>
/// <param name="DocumentCount">The number of documents with text in the scope, matching or not; 0 or more.</param>
/// <param name="AverageLength">The mean number of terms per document; 0 in an empty scope.</param>
public sealed record TextScopeStatistics(long DocumentCount, double AverageLength);
