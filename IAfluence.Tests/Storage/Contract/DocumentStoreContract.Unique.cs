using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Taken_id_is_a_result_and_writes_nothing()
    {
        await StoreAsync(NewLetter("a") with { Name = "first" });

        Assert.Equal(InsertResult.KeyTaken, await Letters.Insert(Martin, NewLetter("a") with { Name = "second" }));

        Assert.Equal("first", (await Letters.FindOrNullAsync(Martin, A, None))!.Name);
    }

    [Fact]
    public async Task Taken_key_is_a_result_of_every_write_and_writes_nothing()
    {
        await StoreAsync(NewLetter("a") with { Key = "k" });
        var b = await StoredAsync(NewLetter("b") with { Key = "l" });

        Assert.Equal(InsertResult.KeyTaken, await Letters.Insert(Martin, NewLetter("c") with { Key = "k" }));
        Assert.Equal(PutResult.KeyTaken, await Letters.Replace(Martin, b with { Key = "k" }));
        var modified = await Letters.Modify(Martin, b.Id, new Update<Letter>().Set(letter => letter.Key, "k").Set(letter => letter.Name, "x"));
        var seeded = await Letters.Modify(Martin, new LetterId("d"), new Update<Letter>().Set(letter => letter.Key, "k"), seed: NewLetter("d"));

        Assert.Equal((ModifyOutcome.KeyTaken, ModifyOutcome.KeyTaken), (modified.Outcome, seeded.Outcome));
        Assert.Equivalent(b, await Letters.FindOrNullAsync(Martin, b.Id, None), strict: true);
        Assert.Equal(2, await Letters.CountAsync(Martin, Filter<Letter>.All, None));
    }

    [Fact]
    public async Task Key_is_free_again_when_its_document_changes_or_goes()
    {
        await StoreAsync(NewLetter("a") with { Key = "k" }, NewLetter("b") with { Key = "l" });

        await Letters.Modify(Martin, A, new Update<Letter>().Unset(letter => letter.Key));
        await Letters.Delete(Martin, new LetterId("b"));

        await StoreAsync(NewLetter("c") with { Key = "k" }, NewLetter("d") with { Key = "l" });
    }

    [Fact]
    public async Task Keys_are_unique_within_a_client()
    {
        await StoreAsync(NewLetter("a") with { Key = "k" }, NewLetter("b", Dupont) with { Key = "k" });
    }

    [Fact]
    public async Task Missing_part_of_a_key_leaves_it_out_of_uniqueness_unless_declared()
    {
        await StoreAsync(
            NewLetter("a") with { Series = "s" }, NewLetter("b") with { Series = "s" },
            NewLetter("c") with { Series = "s", Number = 1 }, NewLetter("d") with { Series = "t", Number = 1 });
        Assert.Equal(InsertResult.KeyTaken, await Letters.Insert(Martin, NewLetter("e") with { Series = "s", Number = 1 }));

        Assert.Equal(InsertResult.Inserted, await Stamps.Insert(new Stamp { Id = new StampId("a"), Name = "n" }));
        Assert.Equal(InsertResult.KeyTaken, await Stamps.Insert(new Stamp { Id = new StampId("b"), Name = "n" }));
        Assert.Equal(InsertResult.Inserted, await Stamps.Insert(new Stamp { Id = new StampId("c"), Name = "n", Country = "fr" }));
    }

    [Fact]
    public async Task Key_goes_to_one_of_many_concurrent_inserts()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Letters.Insert(Martin, NewLetter($"i{i}") with { Key = "k" }).AsTask()));

        Assert.Single(results, InsertResult.Inserted);
        Assert.Equal(49, results.Count(result => result == InsertResult.KeyTaken));
    }
}
