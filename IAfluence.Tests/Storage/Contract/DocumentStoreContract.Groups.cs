using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Group_is_carried_out_in_order()
    {
        var group = Letters.NewGroup();
        var insert = Letters.Insert(Martin, NewLetter("a"), group);
        var first = Letters.Modify(Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1), group: group);
        var second = Letters.Modify(
            Martin, A, new Update<Letter>().Increment(letter => letter.Count, 1), Filter<Letter>.Eq(letter => letter.Count, 1), group: group);

        group.Submit();

        Assert.Equal(InsertResult.Inserted, await insert);
        Assert.Equal((1L, 2L), ((await first).After!.Count, (await second).After!.Count));
    }

    [Fact]
    public async Task Group_writes_nothing_before_it_is_submitted()
    {
        var group = Letters.NewGroup();
        var write = Letters.Insert(Martin, NewLetter("a"), group);
        await StoreAsync(NewLetter("b"));

        Assert.False(write.Decided.IsCompleted);
        Assert.Null(await Letters.FindOrNullAsync(Martin, A, None));
    }

    [Fact]
    public async Task First_write_that_is_not_applied_ends_the_group_and_keeps_what_was_before_it()
    {
        await StoreAsync(NewLetter("taken"));
        var group = Letters.NewGroup();
        var applied = Letters.Insert(Martin, NewLetter("a"), group);
        var refused = Letters.Insert(Martin, NewLetter("taken"), group);
        var insert = Letters.Insert(Martin, NewLetter("b"), group);
        var replace = Letters.Replace(Martin, NewLetter("a"), group);
        var modify = Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Name, "x"), group: group);
        var delete = Letters.Delete(Martin, A, group);

        group.Submit();

        Assert.Equal(InsertResult.Inserted, await applied);
        Assert.Equal(InsertResult.KeyTaken, await refused);
        Assert.Equal(InsertResult.Skipped, await insert);
        Assert.Equal(PutResult.Skipped, await replace);
        Assert.Equal(ModifyOutcome.Skipped, (await modify).Outcome);
        Assert.Equal(0, (await delete).Count);
        Assert.Null((await Letters.FindOrNullAsync(Martin, A, None))!.Name);
        Assert.Null(await Letters.FindOrNullAsync(Martin, new LetterId("b"), None));
    }

    [Fact]
    public async Task Condition_that_does_not_hold_ends_the_group_and_a_deletion_of_nothing_does_not()
    {
        var group = Letters.NewGroup();
        var nothing = Letters.Delete(Martin, new LetterId("nobody"), group);
        var applied = Letters.Insert(Martin, NewLetter("a"), group);
        var noMatch = Letters.Modify(Martin, A, new Update<Letter>().Set(letter => letter.Name, "x"), Filter<Letter>.Eq(letter => letter.Count, 9), group: group);
        var skipped = Letters.Insert(Martin, NewLetter("b"), group);

        group.Submit();

        Assert.Equal(0, (await nothing).Count);
        Assert.Equal(InsertResult.Inserted, await applied);
        Assert.Equal(ModifyOutcome.NoMatch, (await noMatch).Outcome);
        Assert.Equal(InsertResult.Skipped, await skipped);
    }

    [Fact]
    public async Task Write_that_cannot_be_made_refuses_its_group_and_no_other()
    {
        var group = Letters.NewGroup();
        var fine = Letters.Insert(Martin, NewLetter("a"), group);
        var impossible = Letters.Insert(Martin, NewLetter("b") with { Ratio = double.PositiveInfinity }, group);

        group.Submit();
        await StoreAsync(NewLetter("c"));

        await Assert.ThrowsAsync<ArgumentException>(() => fine.AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => impossible.Durable);
        Assert.Null(await Letters.FindOrNullAsync(Martin, A, None));
    }

    [Fact]
    public async Task Document_is_kept_as_it_was_when_handed_over()
    {
        var tags = new List<string> { "before" };
        var group = Letters.NewGroup();
        var write = Letters.Insert(Martin, NewLetter("a") with { Tags = tags }, group);
        group.Submit();
        tags.Add("after");

        await write;

        Assert.Equal(["before"], (await Letters.FindOrNullAsync(Martin, A, None))!.Tags);
    }

    [Fact]
    public async Task Result_is_decided_and_then_durable()
    {
        var write = Letters.Insert(Martin, NewLetter("a"));

        Assert.Equal(InsertResult.Inserted, await write.Decided);
        await write.Durable;

        Assert.NotNull(await Letters.FindOrNullAsync(Martin, A, None));
    }

    [Fact]
    public async Task Submitted_group_takes_no_more_writes()
    {
        var group = Letters.NewGroup();
        group.Submit();

        Assert.Throws<InvalidOperationException>(() => Letters.Insert(Martin, NewLetter("a"), group));
        await StoreAsync(NewLetter("a"));
    }

    [Fact]
    public async Task Deletion_by_filter_counts_what_is_gone()
    {
        await StoreAsync(NewLetter("a") with { Name = "x" }, NewLetter("b") with { Name = "x" }, NewLetter("c"), NewLetter("d", Dupont) with { Name = "x" });

        Assert.Equal(2, (await Letters.DeleteWhere(Martin, Filter<Letter>.Eq(letter => letter.Name, "x"))).Count);

        Assert.Equal(["c"], await IdsAsync(Filter<Letter>.All));
        Assert.NotNull(await Letters.FindOrNullAsync(Dupont, new LetterId("d"), None));
    }

    [Fact]
    public async Task Store_that_answers_pings() => await _engine.PingAsync(None);

    [Fact]
    public async Task Closed_store_refuses_writes_and_reads()
    {
        await _engine.DisposeAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Letters.Insert(Martin, NewLetter("a")).AsTask());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Letters.FindOrNullAsync(Martin, A, None));
    }
}
