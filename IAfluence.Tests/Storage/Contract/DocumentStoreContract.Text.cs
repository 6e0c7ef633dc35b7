using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    private static Letter Text(string id, string terms, string scope = "s", ClientId? client = null) =>
        NewLetter(id, client) with { Scope = scope, Terms = terms.Split(' ') };

    private async Task<string[]> SearchAsync(string terms, string scope = "s", int limit = 10) =>
        [.. (await Letters.SearchAsync(Martin, new TextQuery(scope, terms.Split(' '), limit), None)).Hits.Select(hit => hit.Document.Id.Value)];

    [Fact]
    public async Task Best_hits_come_first_and_the_score_is_the_published_one()
    {
        await StoreAsync(Text("a", "prix pain pain"), Text("b", "prix livraison"), Text("c", "horaire"));

        var hits = (await Letters.SearchAsync(Martin, new TextQuery("s", ["pain", "prix"], 10), None)).Hits;

        Assert.Equal(["a", "b"], hits.Select(hit => hit.Document.Id.Value));
        var norm = 1.2 * (0.25 + (0.75 * 2 / 2));
        Assert.Equal(Math.Log(1 + (1.5 / 2.5)) * 2.2 / (1 + norm), hits[1].Score, 12);
    }

    [Fact]
    public async Task Texts_of_other_scopes_and_clients_neither_appear_nor_weigh()
    {
        await StoreAsync(Text("a", "prix pain"), Text("b", "pain"));
        var before = (await Letters.SearchAsync(Martin, new TextQuery("s", ["pain", "prix"], 10), None)).Hits;

        await StoreAsync(Enumerable.Range(0, 20).Select(i => Text($"o{i}", "prix prix", "other")));
        await StoreAsync(Enumerable.Range(0, 20).Select(i => Text($"d{i}", "pain pain", "s", Dupont)));
        var after = (await Letters.SearchAsync(Martin, new TextQuery("s", ["pain", "prix"], 10), None)).Hits;

        Assert.Equal(before.Select(hit => (hit.Document.Id, hit.Score)), after.Select(hit => (hit.Document.Id, hit.Score)));
        Assert.Equal(20, (await SearchAsync("prix", "other", 50)).Length);
    }

    [Fact]
    public async Task Repeated_search_term_counts_once_and_unknown_ones_for_nothing()
    {
        await StoreAsync(Text("a", "prix pain"));

        var once = (await Letters.SearchAsync(Martin, new TextQuery("s", ["prix"], 10), None)).Hits;
        var twice = (await Letters.SearchAsync(Martin, new TextQuery("s", ["prix", "prix", "inconnu"], 10), None)).Hits;

        Assert.Equal(once[0].Score, Assert.Single(twice).Score);
        Assert.Empty(await SearchAsync("inconnu"));
        Assert.Empty(await SearchAsync("prix", "no-such-scope"));
    }

    [Fact]
    public async Task Equal_scores_are_ordered_by_id_and_cut_at_the_limit()
    {
        await StoreAsync(Text("c", "prix"), Text("B", "prix"), Text("a", "prix"));

        Assert.Equal(["B", "a"], await SearchAsync("prix", limit: 2));
    }

    [Fact]
    public async Task Index_follows_every_change_and_deletion()
    {
        await StoreAsync(Text("a", "prix"), Text("b", "prix pain"), Text("c", "prix"), Text("d", "prix"));
        var replaced = (await Letters.FindOrNullAsync(Martin, A, None))!;

        await Letters.Replace(Martin, replaced with { Terms = ["horaire", "horaire"] });
        await Letters.Modify(Martin, new LetterId("b"), new Update<Letter>().Set(letter => letter.Scope, "other"));
        await Letters.Modify(Martin, new LetterId("c"), new Update<Letter>().Set(letter => letter.Name, "text untouched"));
        await Letters.Delete(Martin, new LetterId("d"));

        Assert.Equal(["c"], await SearchAsync("prix"));
        Assert.Equal(["a"], await SearchAsync("horaire"));
        Assert.Equal(["b"], await SearchAsync("pain", "other"));
    }

    [Fact]
    public async Task Score_after_changes_is_that_of_a_fresh_index()
    {
        await StoreAsync(Text("a", "prix pain"), Text("b", "pain pain pain"), Text("c", "levain"));
        await Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Terms, ["prix"]));
        await Letters.Delete(Martin, new LetterId("b"));
        await StoreAsync(Text("x", "prix", "fresh"), Text("y", "levain", "fresh"));

        var changed = (await Letters.SearchAsync(Martin, new TextQuery("s", ["prix"], 1), None)).Hits;
        var fresh = (await Letters.SearchAsync(Martin, new TextQuery("fresh", ["prix"], 1), None)).Hits;

        Assert.Equal(fresh[0].Score, changed[0].Score);
    }

    private async Task<IReadOnlyList<IReadOnlyList<string>>> TermsAsync(string[] prefixes, string scope = "s", int limit = 10, ClientId? client = null) =>
        await Letters.ListTermsAsync(client ?? Martin, new TermQuery(scope, prefixes, limit), None);

    [Fact]
    public async Task Terms_are_listed_by_their_first_characters_each_once_and_in_order()
    {
        await StoreAsync(Text("a", "prix pain prix"), Text("b", "pain paix élan"), Text("c", "horaire p"));

        var found = await TermsAsync(["pa", "prix", "p", "z", "é"]);

        Assert.Equal<string[]>([["pain", "paix"], ["prix"], ["p", "pain", "paix", "prix"], [], ["élan"]], found.Select(terms => terms.ToArray()));
    }

    [Fact]
    public async Task Listed_terms_stop_at_the_limit_and_begin_with_the_prefix_itself()
    {
        await StoreAsync(Text("a", "pain paix pa pan"));

        Assert.Equal(["pa", "pain"], (await TermsAsync(["pa"], limit: 2))[0]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TermsAsync(["pa"], limit: TermQuery.MaxLimit + 1));
        await Assert.ThrowsAsync<ArgumentException>(() => TermsAsync([""]));
    }

    [Fact]
    public async Task Terms_of_other_scopes_and_clients_are_not_listed()
    {
        await StoreAsync(Text("a", "pain"), Text("o", "paix", "other"), Text("d", "panier", "s", Dupont));

        Assert.Equal(["pain"], (await TermsAsync(["pa"]))[0]);
        Assert.Equal(["paix"], (await TermsAsync(["pa"], "other"))[0]);
        Assert.Equal(["panier"], (await TermsAsync(["pa"], client: Dupont))[0]);
        Assert.Empty((await TermsAsync(["pa"], "no-such-scope"))[0]);
    }

    [Fact]
    public async Task Listed_terms_follow_changes_and_deletions()
    {
        await StoreAsync(Text("a", "pain"), Text("b", "pain paix"), Text("c", "panier"));

        await Letters.Delete(Martin, new LetterId("b"));
        await Letters.Modify(Martin, new LetterId("c"), new Update<Letter>().Set(letter => letter.Terms, ["patte"]));

        Assert.Equal(["pain", "patte"], (await TermsAsync(["pa"]))[0]);
    }

    [Fact]
    public async Task A_group_of_terms_scores_as_one_term_that_the_documents_share()
    {
        await StoreAsync(Text("a", "velo prix"), Text("b", "bicyclette prix"), Text("c", "horaire prix"));
        await StoreAsync(Text("x", "velo prix", "alike"), Text("y", "velo prix", "alike"), Text("z", "horaire prix", "alike"));

        var grouped = await Letters.SearchAsync(Martin, TextQuery.OfGroups("s", [["velo", "bicyclette", "inconnu"], ["prix"]], 10), None);
        var alike = await Letters.SearchAsync(Martin, new TextQuery("alike", ["velo", "prix"], 10), None);

        Assert.Equal(["a", "b", "c"], grouped.Hits.Select(hit => hit.Document.Id.Value));
        Assert.Equal(alike.Hits.Select(hit => hit.Score), grouped.Hits.Select(hit => hit.Score));
        Assert.Equal(alike.Scorer.Ceiling, grouped.Scorer.Ceiling);
        Assert.Equal(grouped.Hits[1].Score, grouped.Scorer.Score(["bicyclette", "prix"]));
    }

    [Fact]
    public async Task A_term_of_two_groups_counts_in_both_and_equal_groups_once()
    {
        await StoreAsync(Text("a", "portemonnaie"), Text("b", "porte monnaie"), Text("c", "porte fenetre"));

        var found = await Letters.SearchAsync(
            Martin, TextQuery.OfGroups("s", [["porte", "portemonnaie"], ["monnaie", "portemonnaie"], ["portemonnaie", "monnaie"]], 10), None);

        Assert.Equal(["a", "b", "c"], found.Hits.Select(hit => hit.Document.Id.Value));
        Assert.Equal(2, found.Scorer.Terms.Count);
    }
}
