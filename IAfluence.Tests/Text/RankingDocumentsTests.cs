using IAfluence.Core.Storage.Text;

namespace IAfluence.Tests.Text;

public sealed class RankingDocumentsTests
{
    private static readonly TextScopeStatistics Scope = new(DocumentCount: 10, AverageLength: 100);

    [Fact]
    public void Score_is_the_published_formula()
    {
        var ranked = TextRanking.Rank(Scope, [new TermPostings("prix", 2, [new TermPosting("a", 3, 50)])], 10);

        var idf = Math.Log(1 + ((10 - 2 + 0.5) / (2 + 0.5)));
        var expected = idf * (3 * 2.2) / (3 + (1.2 * (0.25 + (0.75 * 0.5))));
        Assert.Equal("a", Assert.Single(ranked).Id);
        Assert.Equal(expected, ranked[0].Score, 12);
    }

    [Fact]
    public void Rare_term_weighs_more_than_common_one()
    {
        var ranked = TextRanking.Rank(
            Scope,
            [
                new TermPostings("commun", 9, [new TermPosting("common", 1, 100)]),
                new TermPostings("rare", 1, [new TermPosting("rare", 1, 100)]),
            ],
            10);

        Assert.Equal(["rare", "common"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Shorter_document_wins_with_the_same_words()
    {
        var ranked = TextRanking.Rank(
            Scope, [new TermPostings("prix", 2, [new TermPosting("long", 1, 400), new TermPosting("short", 1, 20)])], 10);

        Assert.Equal(["short", "long"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id_and_cut_at_the_limit()
    {
        TermPosting[] documents = [new("c", 1, 10), new("B", 1, 10), new("a", 1, 10)];

        var ranked = TextRanking.Rank(Scope, [new TermPostings("prix", 3, documents)], 2);

        Assert.Equal(["B", "a"], ranked.Select(r => r.Id));
    }

    [Fact]
    public void Order_of_terms_and_documents_changes_no_bit_of_a_score()
    {
        TermPostings[] postings =
        [
            .. Enumerable.Range(0, 12).Select(t => new TermPostings(
                $"term{t}", t + 1, [.. Enumerable.Range(0, t + 1).Select(d => new TermPosting($"d{d}", 1 + (d % 3), 10 + (7 * d)))])),
        ];
        TermPostings[] reversed = [.. postings.Reverse().Select(p => p with { Documents = [.. p.Documents.Reverse()] })];

        Assert.Equal(TextRanking.Rank(Scope, postings, 50), TextRanking.Rank(Scope, reversed, 50));
    }

    [Fact]
    public void Term_of_every_document_and_stale_statistics_still_score_above_zero()
    {
        var ranked = TextRanking.Rank(
            new TextScopeStatistics(1, 0), [new TermPostings("le", 3, [new TermPosting("a", 1, 5), new TermPosting("b", 2, 5)])], 10);

        Assert.Equal(["b", "a"], ranked.Select(r => r.Id));
        Assert.All(ranked, r => Assert.True(r.Score > 0));
    }

    [Fact]
    public void No_match_is_an_empty_list()
    {
        Assert.Empty(TextRanking.Rank(new TextScopeStatistics(0, 0), [new TermPostings("prix", 0, [])], 5));
    }
}
