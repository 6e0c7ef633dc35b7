using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    private Task StoreWeightsAsync() => StoreAsync(
        NewLetter("a") with { Name = "Zoé", Small = 1, Tags = ["x", "y"] },
        NewLetter("b") with { Name = "ardent", Small = 2, Read = true, State = LetterState.SentAway },
        NewLetter("c") with { Name = "écrit", Small = 3, Tags = ["y"] },
        NewLetter("d") with { Tags = [""] });

    [Theory]
    [InlineData(Comparison.Equal, "b")]
    [InlineData(Comparison.NotEqual, "a,c,d")]
    [InlineData(Comparison.Less, "a")]
    [InlineData(Comparison.LessOrEqual, "a,b")]
    [InlineData(Comparison.Greater, "c")]
    [InlineData(Comparison.GreaterOrEqual, "b,c")]
    public async Task Numbers_compare_and_missing_ones_are_neither_less_nor_greater(Comparison comparison, string ids)
    {
        await StoreWeightsAsync();

        var found = await IdsAsync(new Filter<Letter>(new FilterNode.Compare(new FieldPath("small"), comparison, 2L)));

        Assert.Equal(ids, string.Join(',', found));
    }

    [Theory]
    [InlineData(Comparison.Less, "a,b")]
    [InlineData(Comparison.LessOrEqual, "a,b,c")]
    [InlineData(Comparison.Greater, "")]
    [InlineData(Comparison.GreaterOrEqual, "c")]
    public async Task Text_compares_by_its_bytes(Comparison comparison, string ids)
    {
        await StoreWeightsAsync();

        var found = await IdsAsync(new Filter<Letter>(new FilterNode.Compare(new FieldPath("name"), comparison, "écrit")));

        Assert.Equal(ids, string.Join(',', found));
    }

    [Fact]
    public async Task Null_equals_a_missing_field_and_no_other()
    {
        await StoreWeightsAsync();

        Assert.Equal(["d"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Name, null)));
        Assert.Equal(["a", "b", "c"], await IdsAsync(Filter<Letter>.Ne(letter => letter.Name, null)));
        Assert.Equal(["b", "d"], await IdsAsync(Filter<Letter>.In(letter => letter.Name, [null, "ardent"])));
        Assert.Empty(await IdsAsync(Filter<Letter>.Lt(letter => letter.Small, null)));
        Assert.Empty(await IdsAsync(Filter<Letter>.Gte(letter => letter.Small, null)));
    }

    [Fact]
    public async Task Values_of_another_kind_are_neither_less_nor_greater()
    {
        await StoreWeightsAsync();

        Assert.Empty(await IdsAsync(new Filter<Letter>(new FilterNode.Compare(new FieldPath("name"), Comparison.Greater, 1L))));
        Assert.Empty(await IdsAsync(new Filter<Letter>(new FilterNode.Compare(new FieldPath("small"), Comparison.Less, "zzz"))));
    }

    [Fact]
    public async Task OneOf_no_values_matches_nothing()
    {
        await StoreWeightsAsync();

        Assert.Empty(await IdsAsync(Filter<Letter>.In(letter => letter.Name, [])));
    }

    [Fact]
    public async Task Enums_ids_truth_values_and_instants_are_found()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await StoreWeightsAsync();
        await StoreAsync(NewLetter("e") with { At = at, AnswerTo = new LetterId("a") }, NewLetter("f") with { At = at.AddMilliseconds(1) });

        Assert.Equal(["b"], await IdsAsync(Filter<Letter>.Eq(letter => letter.State, LetterState.SentAway)));
        Assert.Equal(["b"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Read, true)));
        Assert.Equal(["e"], await IdsAsync(Filter<Letter>.Eq(letter => letter.AnswerTo, new LetterId("a"))));
        Assert.Equal(["c"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Id, new LetterId("c"))));
        Assert.Equal(["e"], await IdsAsync(Filter<Letter>.Lte(letter => letter.At, at)));
        Assert.Equal(["f"], await IdsAsync(Filter<Letter>.Gt(letter => letter.At, at)));
    }

    [Fact]
    public async Task Conditions_join_by_and_and_or()
    {
        await StoreWeightsAsync();
        var small = Filter<Letter>.Lte(letter => letter.Small, 2);
        var read = Filter<Letter>.Eq(letter => letter.Read, true);
        var nameless = Filter<Letter>.Eq(letter => letter.Name, null);

        Assert.Equal(["b"], await IdsAsync(small & read));
        Assert.Equal(["b", "d"], await IdsAsync((small & read) | nameless));
        Assert.Empty(await IdsAsync(small & (nameless | Filter<Letter>.Eq(letter => letter.Small, 3))));
    }

    [Fact]
    public async Task Element_of_a_list_is_found_and_a_part_of_one_is_not()
    {
        await StoreWeightsAsync();

        Assert.Equal(["a", "c"], await IdsAsync(Filter<Letter>.Contains(letter => letter.Tags, "y")));
        Assert.Equal(["d"], await IdsAsync(Filter<Letter>.Contains(letter => letter.Tags, "")));
        Assert.Empty(await IdsAsync(Filter<Letter>.Contains(letter => letter.Tags, "xy")));
    }

    [Fact]
    public async Task Fields_below_a_field_are_found()
    {
        await StoreAsync(NewLetter("a") with { Envelope = new Envelope("blue") }, NewLetter("b") with { Envelope = new Envelope(null) }, NewLetter("c"));

        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Envelope!.Colour, "blue")));
        Assert.Equal(["b", "c"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Envelope!.Colour, null)));
    }

    [Fact]
    public async Task Counts_and_sums_follow_the_filter()
    {
        await StoreAsync(
            NewLetter("a") with { Weight = 5, Count = 1 },
            NewLetter("b") with { Weight = long.MaxValue - 5 },
            NewLetter("c") with { Weight = 2, Read = true, State = LetterState.SentAway });
        FieldPath[] sums = [new("weight"), new("missing")];

        var byState = await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.All, new FieldPath("state"), sums), None);
        var byRead = await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.Eq(letter => letter.Read, true), new FieldPath("read"), sums), None);
        var none = await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.Eq(letter => letter.Name, "x"), null, sums), None);

        Assert.Equal(2, await Letters.CountAsync(Martin, Filter<Letter>.Eq(letter => letter.State, LetterState.Draft), None));
        Assert.Equal([("draft", 2L), ("sentAway", 1L)], byState.Select(group => ((string)group.Key!, group.Count)));
        Assert.Equal([long.MaxValue, 0L], byState[0].Sums);
        Assert.Equal((true, 2L), ((bool)Assert.Single(byRead).Key!, byRead[0].Sums[0]));
        Assert.Equal((null, 0L, 0L), (Assert.Single(none).Key, none[0].Count, none[0].Sums[0]));
    }

    [Fact]
    public async Task Groups_of_a_sum_keep_the_kind_of_their_field()
    {
        await StoreAsync(NewLetter("a") with { At = Time.Now, Ratio = 2.0 }, NewLetter("b"));

        var byInstant = await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.All, new FieldPath("at"), []), None);
        var byRatio = await Letters.SumAsync(Martin, new SumQuery<Letter>(Filter<Letter>.All, new FieldPath("ratio"), []), None);

        Assert.Equal([null, Time.Now], byInstant.Select(group => (DateTimeOffset?)group.Key));
        Assert.Equal([null, 2.0], byRatio.Select(group => (double?)group.Key));
    }
}
