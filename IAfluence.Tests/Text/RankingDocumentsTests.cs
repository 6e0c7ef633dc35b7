using IAfluence.Core.Storage.Text;

namespace IAfluence.Tests.Text;

public sealed class RankingDocumentsTests
{
    private static readonly TextScopeStatistics Scope = new(DocumentCount: 10, AverageLength: 100);

    [Fact]
    public void Score_is_the_published_formula()
    {
        var ranked = Rank(Scope, 10, new Term("prix", 2, [new TermPosting("a", 3, 50)]));

        var idf = Math.Log(1 + ((10 - 2 + 0.5) / (2 + 0.5)));
        var expected = idf * (3 * 2.2) / (3 + (1.2 * (0.25 + (0.75 * 0.5))));
        Assert.Equal("a", Assert.Single(ranked).Id);
        Assert.Equal(expected, ranked[0].Score, 12);
    }

    [Fact]
    public void Rare_term_weighs_more_than_common_one()
    {
        var ranked = Rank(
            Scope, 10, new Term("commun", 9, [new TermPosting("common", 1, 100)]), new Term("rare", 1, [new TermPosting("rare", 1, 100)]));

        Assert.Equal(["rare", "common"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Shorter_document_wins_with_the_same_words()
    {
        var ranked = Rank(Scope, 10, new Term("prix", 2, [new TermPosting("long", 1, 400), new TermPosting("short", 1, 20)]));

        Assert.Equal(["short", "long"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id_and_cut_at_the_limit()
    {
        var ranked = Rank(Scope, 2, new Term("prix", 3, [new("c", 1, 10), new("B", 1, 10), new("a", 1, 10)]));

        Assert.Equal(["B", "a"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Order_of_terms_and_documents_changes_no_bit_of_a_score()
    {
        Term[] terms =
        [
            .. Enumerable.Range(0, 12).Select(t => new Term(
                $"term{t}", t + 1, [.. Enumerable.Range(0, t + 1).Select(d => new TermPosting($"d{d}", 1 + (d % 3), 10 + (7 * d)))])),
        ];
        Term[] reversed = [.. terms.Reverse().Select(term => term with { Documents = [.. term.Documents.Reverse()] })];

        Assert.Equal(Rank(Scope, 50, terms), Rank(Scope, 50, reversed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void Frequent_terms_that_are_not_listed_change_no_bit_of_the_result(int limit)
    {
        var random = new Random(7);
        Term[] terms =
        [
            .. Enumerable.Range(0, 8).Select(t =>
            {
                TermPosting[] documents = [.. Enumerable.Range(0, 400).Where(_ => random.Next(1 << (8 - t)) == 0).Select(d => new TermPosting($"d{d}", random.Next(1, 4), 20 + (d % 90)))];
                return new Term($"term{t}", documents.Length, documents);
            }),
        ];
        var statistics = new TextScopeStatistics(400, 65);

        var all = Rank(statistics, int.MaxValue, terms);

        Assert.Equal(all.Take(limit), Rank(statistics, limit, terms));
    }

    [Fact]
    public void Frequent_terms_are_only_looked_up_once_they_cannot_propose_a_document()
    {
        var postings = new Postings(
            new TextScopeStatistics(1000, 10),
            [
                new Term("rare", 2, [new("a", 1, 10), new("b", 2, 10)]),
                new Term("everywhere", 1000, [.. Enumerable.Range(0, 998).Select(d => new TermPosting($"d{d}", 1, 10)), new("a", 1, 10), new("b", 1, 10)]),
            ]);

        var ranked = TextRanking.Rank(TextRanking.ScorerOf(postings, [["rare"], ["everywhere"]]), postings, 2);

        Assert.Equal(["b", "a"], ranked.Select(r => r.Id));
        Assert.Equal(["rare"], postings.Listed);
    }

    [Fact]
    public void Term_of_thousands_of_documents_proposes_those_that_it_lifts_highest()
    {
        TermPosting[] many = [.. Enumerable.Range(0, 5000).Select(d => new TermPosting($"d{d:0000}", 1 + (d % 7), 20 + (d % 90)))];
        var statistics = new TextScopeStatistics(6000, 65);

        var ranked = Rank(statistics, 30, new Term("everywhere", 5000, many), new Term("rare", 1, [new("d4900", 1, 60)]));

        var all = many
            .OrderBy(document => TextRanking.Rest(document.Frequency, document.Length, 65)).ThenBy(document => document.Id, StringComparer.Ordinal)
            .Select(document => document.Id).Where(id => id != "d4900").Take(29);
        Assert.Equal(["d4900", .. all], ranked.Select(r => r.Id));
        Assert.All(ranked, r => Assert.Equal(r.Score, Rank(statistics, 6000, new Term("everywhere", 5000, [many[int.Parse(r.Id[1..], null)]]), new Term("rare", 1, r.Id == "d4900" ? [new("d4900", 1, 60)] : []))[0].Score));
    }

    [Fact]
    public void Document_is_scored_by_itself_as_in_the_ranking()
    {
        var postings = new Postings(
            Scope, [new Term("prix", 2, [new("a", 2, 5)]), new Term("pain", 3, [new("a", 1, 5)]), new Term("baguette", 1, [new("a", 1, 5)])]);
        var scorer = TextRanking.ScorerOf(postings, [["prix"], ["pain", "baguette"], ["inconnu"]]);

        var (_, score) = Assert.Single(TextRanking.Rank(scorer, postings, 5));

        Assert.Equal(score, scorer.Score(["pain", "prix", "autre", "baguette", "prix"]));
        Assert.Equal(0, scorer.Score(["autre"]));
        Assert.InRange(score, 0.01, scorer.Ceiling);
    }

    [Fact]
    public void Term_of_every_document_and_stale_statistics_still_score_above_zero()
    {
        var ranked = Rank(new TextScopeStatistics(1, 0), 10, new Term("le", 3, [new TermPosting("a", 1, 5), new TermPosting("b", 2, 5)]));

        Assert.Equal(["b", "a"], ranked.Select(r => r.Id));
        Assert.All(ranked, r => Assert.True(r.Score > 0));
    }

    [Fact]
    public void No_match_is_an_empty_list()
    {
        Assert.Empty(Rank(new TextScopeStatistics(0, 0), 5, new Term("prix", 0, [])));
    }

    private static IReadOnlyList<(string Id, double Score)> Rank(TextScopeStatistics statistics, int limit, params Term[] terms)
    {
        var postings = new Postings(statistics, terms);
        return TextRanking.Rank(TextRanking.ScorerOf(postings, [.. terms.Select(term => new[] { term.Name })]), postings, limit);
    }

    private sealed record Term(string Name, long DocumentFrequency, IReadOnlyList<TermPosting> Documents);

    /// <summary>Postings in memory.</summary>
    private sealed class Postings(TextScopeStatistics statistics, IReadOnlyList<Term> terms) : ITextPostings
    {
        public TextScopeStatistics Statistics => statistics;

        public List<string> Listed { get; } = [];

        public long Count(string term) => Of(term)?.DocumentFrequency ?? 0;

        public IReadOnlyList<TermPosting> List(string term, int limit)
        {
            Listed.Add(term);
            return [.. (Of(term)?.Documents ?? [])
                .OrderBy(document => TextRanking.Rest(document.Frequency, document.Length, statistics.AverageLength))
                .ThenBy(document => document.Id, StringComparer.Ordinal)
                .Take(limit)];
        }

        public int Frequency(string term, string id) => Of(term)?.Documents.FirstOrDefault(document => document.Id == id).Frequency ?? 0;

        private Term? Of(string term) => terms.FirstOrDefault(own => own.Name == term);
    }
}
