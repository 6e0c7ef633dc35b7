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

    /// <summary>
    /// The maximum number of documents that a term proposes, the ones it lifts highest, unless more results are asked for. A word of every tenth text tells few of them apart; listing
    /// all would cost more than everything else.
    /// </summary>
    public const int MaxListed = 2000;

    // How many of the documents found are looked up for the terms that were not listed.
    private const int MaxLookedUp = 300;

    // Partial sums are added in another order than scores, so they can differ from them in the last bits.
    private const double Rounding = 1e-9;

    /// <summary>Counts the searched terms, so that documents can be scored.</summary>
    /// <param name="groups">The searched terms; terms of one group count as one. Groups of the same terms count once. The order does not affect scores.</param>
    public static TextScorer ScorerOf(ITextPostings postings, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(groups);
        return new TextScorer(
            postings.Statistics,
            groups
                .Select(group => group.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
                .DistinctBy(group => string.Join('\n', group), StringComparer.Ordinal)
                .Select(group => new ScoredTerm(group, group is [var only] ? postings.Count(only) : ListOf(postings, group, int.MaxValue).Count)));
    }

    /// <summary>
    /// Ranks the documents that contain at least one of the terms. Rare terms are listed first. Once the frequent ones cannot lift another document
    /// into the result, they are only looked up in the documents found so far (Turtle and Flood 1995, "max score"); the result is the same. Beyond
    /// <see cref="MaxListed"/> documents of a term, others that only this term would propose are left out.
    /// </summary>
    /// <param name="scorer">From <see cref="ScorerOf"/> with the same postings.</param>
    /// <param name="limit">The maximum number of results; 1 or more.</param>
    /// <returns>Best first, equal scores by ordinal id. Every score is above 0.</returns>
    public static IReadOnlyList<(string Id, double Score)> Rank(TextScorer scorer, ITextPostings postings, int limit)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);

        List<ScoredTerm> rarestFirst = [.. scorer.Terms.Where(term => term.DocumentFrequency > 0).OrderBy(term => term.DocumentFrequency)];
        var left = rarestFirst.Sum(scorer.Most);
        var most = Math.Max(MaxListed, limit);
        var found = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        var listed = 0;
        var least = 0.0;
        for (; listed < rarestFirst.Count && left * (1 + Rounding) >= least; listed++)
        {
            var term = rarestFirst[listed];
            foreach (var document in ListOf(postings, term.Terms, most))
            {
                if (!found.TryGetValue(document.Id, out var candidate))
                    found[document.Id] = candidate = new Candidate(document.Length, new int[scorer.Terms.Count]);
                candidate.Add(scorer, term, document.Frequency);
            }

            left -= scorer.Most(term);
            least = Least(found.Values, limit);
        }

        var partly = rarestFirst.Where((term, place) => place >= listed || term.DocumentFrequency > most).ToList();
        var missing = partly.Sum(scorer.Most);
        // Which documents these are depends on sums in another order, hence the margin; their scores do not.
        IEnumerable<KeyValuePair<string, Candidate>> best = found.Where(pair => (pair.Value.Sum + missing) * (1 + Rounding) >= least);
        if (partly.Count > 0)
            best = best.OrderByDescending(pair => pair.Value.Sum).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Math.Max(limit, MaxLookedUp));
        var candidates = best.ToList();
        foreach (var term in partly)
        {
            foreach (var (id, candidate) in candidates.Where(pair => !pair.Value.Knows(scorer, term)))
                candidate.Add(scorer, term, term.Terms.Sum(alternative => postings.Frequency(alternative, id)));
        }

        return [.. candidates
            .Select(pair => (pair.Key, Score: scorer.Score(pair.Value.Frequencies, pair.Value.Length)))
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Key, StringComparer.Ordinal)
            .Take(limit)];
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

    /// <summary>
    /// What keeps a term from lifting a document as high as it could: the smaller, the higher its share of the score. Engines sort by it.
    /// </summary>
    public static double Rest(int frequency, int length, double averageLength) =>
        (1 - LengthNormalisation + (LengthNormalisation * (averageLength > 0 ? length / averageLength : 1))) / frequency;

    /// <summary>The documents with any of the terms.</summary>
    /// <param name="most">The maximum number of documents of each term.</param>
    private static IReadOnlyList<TermPosting> ListOf(ITextPostings postings, IReadOnlyList<string> terms, int most) => terms is [var only]
        ? postings.List(only, most)
        : [.. terms
            .SelectMany(term => postings.List(term, most))
            .GroupBy(document => document.Id, StringComparer.Ordinal)
            .Select(same => new TermPosting(same.Key, same.Sum(document => document.Frequency), same.First().Length))];

    /// <summary>The sum that a document must reach to be among the best; 0 while there are fewer documents.</summary>
    private static double Least(IReadOnlyCollection<Candidate> candidates, int limit)
    {
        if (candidates.Count < limit)
            return 0;
        var best = new PriorityQueue<double, double>(limit + 1);
        foreach (var candidate in candidates)
        {
            if (best.Count < limit)
                best.Enqueue(candidate.Sum, candidate.Sum);
            else if (candidate.Sum > best.Peek())
                best.EnqueueDequeue(candidate.Sum, candidate.Sum);
        }

        return best.Peek();
    }

    /// <summary>A document with the terms that are known of it so far.</summary>
    private sealed class Candidate(int length, int[] frequencies)
    {
        public int Length { get; } = length;

        /// <summary>By the place of the term in <see cref="TextScorer.Terms"/>.</summary>
        public int[] Frequencies { get; } = frequencies;

        public double Sum { get; private set; }

        public bool Knows(TextScorer scorer, ScoredTerm term) => Frequencies[scorer.PlaceOf(term)] > 0;

        public void Add(TextScorer scorer, ScoredTerm term, int frequency)
        {
            Frequencies[scorer.PlaceOf(term)] = frequency;
            Sum += scorer.Share(term, frequency, Length);
        }
    }
}
