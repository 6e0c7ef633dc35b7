using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    private Letter Expiring(string id) => NewLetter(id) with
    {
        Key = "k",
        ExpiresAt = Time.Now.AddMinutes(1),
        Scope = "s",
        Terms = ["mot"],
        Name = "n",
    };

    [Fact]
    public async Task Expired_document_is_returned_by_no_read()
    {
        await StoreAsync(Expiring("a"), NewLetter("b") with { Name = "n" });
        Assert.NotNull(await Letters.FindOrNullAsync(Martin, A, None));
        Assert.Single((await Letters.SearchAsync(Martin, new TextQuery("s", ["mot"], 5), None)).Hits);

        Time.Now = Time.Now.AddMinutes(1);

        Assert.Null(await Letters.FindOrNullAsync(Martin, A, None));
        Assert.Equal(["b"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Name, "n")));
        Assert.Equal(1, await Letters.CountAsync(Martin, Filter<Letter>.All, None));
        Assert.Equal(1, (await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.All, null, []), None))[0].Count);
        Assert.Empty((await Letters.SearchAsync(Martin, new TextQuery("s", ["mot"], 5), None)).Hits);
    }

    [Fact]
    public async Task Expired_document_is_changed_by_no_write()
    {
        var read = await StoredAsync(Expiring("a"));

        Time.Now = Time.Now.AddMinutes(1);

        Assert.Equal(PutResult.Conflict, await Letters.Replace(Martin, read with { ExpiresAt = null }));
        Assert.Equal(ModifyOutcome.NoMatch, (await Letters.Modify(Martin, A, new Update<Letter>().Unset(letter => letter.ExpiresAt))).Outcome);
        Assert.Equal(0, (await Letters.Delete(Martin, A)).Count);
    }

    [Fact]
    public async Task Expired_document_holds_neither_its_id_nor_its_keys()
    {
        await StoreAsync(Expiring("a"));

        Time.Now = Time.Now.AddMinutes(1);

        await StoreAsync(NewLetter("b") with { Key = "k" });
        await StoreAsync(NewLetter("a") with { Name = "again" });
        Assert.Equal("again", (await Letters.FindOrNullAsync(Martin, A, None))!.Name);
    }

    [Fact]
    public async Task Seed_takes_the_place_of_an_expired_document()
    {
        await StoreAsync(Expiring("a") with { Count = 5 });

        Time.Now = Time.Now.AddMinutes(1);
        var result = await Letters.Modify(Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1), seed: NewLetter("a"));

        Assert.Equal((ModifyOutcome.Inserted, 1L), (result.Outcome, result.After!.Count));
    }

    [Fact]
    public async Task Change_of_the_instant_counts()
    {
        await StoreAsync(Expiring("a"), NewLetter("b"));

        await Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.ExpiresAt, Time.Now.AddMinutes(3)));
        await Letters.Modify(Martin, new LetterId("b"), new Update<Letter>().Set(letter => letter.ExpiresAt, Time.Now.AddMinutes(1)));
        Time.Now = Time.Now.AddMinutes(2);

        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.All));
    }

    [Fact]
    public async Task Purge_deletes_what_has_expired_and_nothing_else()
    {
        await StoreAsync(Enumerable.Range(0, 5).Select(i => Expiring($"e{i}") with { Key = null }));
        await StoreAsync(Expiring("later") with { ExpiresAt = Time.Now.AddHours(1) }, NewLetter("never"));

        Time.Now = Time.Now.AddMinutes(1);
        var first = await _engine.PurgeExpiredAsync(Letter.Collection, 3, None);
        var second = await _engine.PurgeExpiredAsync(Letter.Collection, 3, None);
        Time.Now = Time.Now.AddMinutes(-1);

        Assert.Equal((3, 2), (first, second));
        Assert.Equal(["later", "never"], await IdsAsync(Filter<Letter>.All));
        Assert.Single((await Letters.SearchAsync(Martin, new TextQuery("s", ["mot"], 10), None)).Hits);
    }
}
