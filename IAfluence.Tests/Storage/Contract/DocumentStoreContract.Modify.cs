using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    private static readonly LetterId A = new("a");

    [Fact]
    public async Task Modification_gives_the_document_before_and_after()
    {
        await StoreAsync(NewLetter("a") with { Name = "old", Count = 1 });

        var result = await Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Name, "new").Increment(letter => letter.Count, 4));

        Assert.Equal(ModifyOutcome.Modified, result.Outcome);
        Assert.Equal(("old", 1L, 1L), (result.Before!.Name, result.Before.Count, result.Before.Version));
        Assert.Equal(("new", 5L, 2L), (result.After!.Name, result.After.Count, result.After.Version));
        Assert.Equivalent(result.After, await Letters.FindOrNullAsync(Martin, A, None), strict: true);
    }

    [Fact]
    public async Task Changes_do_what_their_names_say()
    {
        await StoreAsync(NewLetter("a") with
        {
            Name = "gone",
            Tags = ["x", "y", "x"],
            Pages = [new LetterPage("1"), new LetterPage("2")],
            Envelope = new Envelope("blue"),
        });

        await Letters.Modify(Martin, A, new Update<Letter>().Unset(letter => letter.Name).Pull(letter => letter.Tags, "x"));
        await Letters.Modify(Martin, A, new Update<Letter>().AddToSet(letter => letter.Tags, "y"));
        await Letters.Modify(Martin, A, new Update<Letter>().AddToSet(letter => letter.Tags, "z"));
        await Letters.Modify(Martin, A, new Update<Letter>()
            .Push(letter => letter.Pages, [new LetterPage("3", 3), new LetterPage("4", 4)], keepLast: 3)
            .Set(letter => letter.Envelope!.Note, new LetterPage("inside")));

        var found = await Letters.FindOrNullAsync(Martin, A, None);
        Assert.Null(found!.Name);
        Assert.Equal(["y", "z"], found.Tags);
        Assert.Equal([new LetterPage("2"), new LetterPage("3", 3), new LetterPage("4", 4)], found.Pages);
        Assert.Equal(new Envelope("blue", new LetterPage("inside")), found.Envelope);
        Assert.Equal(5, found.Version);
    }

    [Fact]
    public async Task Change_below_a_missing_field_makes_it()
    {
        await StoreAsync(NewLetter("a"));

        await Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Envelope!.Note!.Text, "deep"));

        Assert.Equal("deep", (await Letters.FindOrNullAsync(Martin, A, None))!.Envelope!.Note!.Text);
    }

    [Fact]
    public async Task Condition_that_does_not_hold_is_no_match_and_changes_nothing()
    {
        await StoreAsync(NewLetter("a") with { Count = 5 });

        var result = await Letters.Modify(
            Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1), Filter<Letter>.Lte(letter => letter.Count, 4));

        Assert.Equal(new ModifyResult<Letter>(ModifyOutcome.NoMatch, null, null), result);
        Assert.Equal(5, (await Letters.FindOrNullAsync(Martin, A, None))!.Count);
    }

    [Fact]
    public async Task Missing_document_without_seed_is_no_match()
    {
        var result = await Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Name, "new"));

        Assert.Equal(ModifyOutcome.NoMatch, result.Outcome);
        Assert.Null(await Letters.FindOrNullAsync(Martin, A, None));
    }

    [Fact]
    public async Task Seed_is_inserted_with_the_changes_where_the_document_is_missing()
    {
        var seed = NewLetter("a") with { Name = "seed", Count = 100, Tags = ["seed"] };
        var update = new Update<Letter>().Increment(letter => letter.Count, 2).Push(letter => letter.Tags, ["new"]);

        var first = await Letters.Modify(Martin, A, update, seed: seed);
        var second = await Letters.Modify(Martin, A, update, seed: seed);

        Assert.Equal(ModifyOutcome.Inserted, first.Outcome);
        Assert.Null(first.Before);
        Assert.Equal(("seed", 2L, 1L), (first.After!.Name, first.After.Count, first.After.Version));
        Assert.Equal(["new"], first.After.Tags);
        Assert.Equal(ModifyOutcome.Modified, second.Outcome);
        Assert.Equal((4L, 2L), (second.After!.Count, second.After.Version));
    }

    [Fact]
    public async Task Seed_is_no_second_document_where_the_condition_does_not_hold()
    {
        await StoreAsync(NewLetter("a") with { Count = 5 });

        var result = await Letters.Modify(
            Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1), Filter<Letter>.Lt(letter => letter.Count, 5), NewLetter("a"));

        Assert.Equal(ModifyOutcome.NoMatch, result.Outcome);
        Assert.Equal(1, await Letters.CountAsync(Martin, Filter<Letter>.All, None));
    }

    [Fact]
    public async Task Replacement_needs_the_version_that_was_read()
    {
        var read = await StoredAsync(NewLetter("a") with { Name = "1" });
        var stale = read with { Name = "stale" };

        var first = await Letters.Replace(Martin, read with { Name = "2" });
        var second = await Letters.Replace(Martin, stale);

        Assert.Equal(PutResult.Replaced, first);
        Assert.Equal(PutResult.Conflict, second);
        var found = await Letters.FindOrNullAsync(Martin, A, None);
        Assert.Equal(("2", 2L), (found!.Name, found.Version));
    }

    [Fact]
    public async Task Replacement_raises_the_version_of_what_it_was_given()
    {
        var read = await StoredAsync(NewLetter("a"));

        Assert.Equal(PutResult.Replaced, await Letters.Replace(Martin, read));
        Assert.Equal(PutResult.Replaced, await Letters.Replace(Martin, read));

        Assert.Equal(3, read.Version);
    }

    [Fact]
    public async Task Replacing_a_missing_document_is_a_conflict()
    {
        Assert.Equal(PutResult.Conflict, await Letters.Replace(Martin, NewLetter("a")));
    }

    [Fact]
    public async Task Concurrent_increments_are_all_counted()
    {
        var update = new Update<Letter>().Increment(letter => letter.Count, 1);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Letters.Modify(Martin, A, update, seed: NewLetter("a")).AsTask()));

        Assert.Single(results, result => result.Outcome == ModifyOutcome.Inserted);
        Assert.Equal(Enumerable.Range(1, 200).Select(count => (long)count), results.Select(result => result.After!.Count).Order());
    }

    [Fact]
    public async Task Increment_past_the_largest_long_is_refused_and_changes_nothing()
    {
        await StoreAsync(NewLetter("a") with { Count = long.MaxValue });

        var write = Letters.Modify(Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1));

        await Assert.ThrowsAsync<OverflowException>(() => write.AsTask());
        Assert.Equal(long.MaxValue, (await Letters.FindOrNullAsync(Martin, A, None))!.Count);
    }

    [Fact]
    public async Task Identity_never_changes()
    {
        await StoreAsync(NewLetter("a"));

        await Assert.ThrowsAsync<ArgumentException>(() => Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.ClientId, Dupont)).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Id, new LetterId("b"))).AsTask());
    }
}
