using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was()
    {
        var letter = NewLetter("a") with
        {
            Key = "k",
            Number = 7,
            State = LetterState.SentAway,
            Small = -3,
            Ratio = 0.1 + 0.2,
            Read = true,
            At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
            AnswerTo = new LetterId("b"),
            Envelope = new Envelope("blue", new LetterPage("note", 1)),
            Tags = ["x", "y"],
            Pages = [new LetterPage("one", 1), new LetterPage("two", 2)],
        };

        var found = await StoredAsync(letter);

        Assert.Equivalent(letter, found, strict: true);
        Assert.Equal(1, found.Version);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(9_007_199_254_740_993)]
    public async Task Longs_are_exact(long weight)
    {
        var found = await StoredAsync(NewLetter("a") with { Weight = weight });

        Assert.Equal(weight, found.Weight);
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Weight, weight)));
        Assert.Empty(await IdsAsync(Filter<Letter>.Eq(letter => letter.Weight, weight - (weight > 0 ? 1 : -1))));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1e300)]
    [InlineData(6.015116178834005E-213)]
    [InlineData(3.0)]
    [InlineData(1.7976931348623157E+308)]
    [InlineData(5e-324)]
    public async Task Doubles_are_exact(double ratio)
    {
        var found = await StoredAsync(NewLetter("a") with { Ratio = ratio });

        Assert.Equal(ratio, found.Ratio);
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Ratio, ratio)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Où ça ? \"C'est\" là \\ / \b\f\n\r\t")]
    [InlineData("before\0after")]
    [InlineData("\u0001\u001f\u007f\u0085\u2028\ufeff\uffff")]
    [InlineData("👩‍👩‍👧‍👦 日本語 عربى e\u0301")]
    [InlineData("<script>&amp;';--")]
    public async Task Text_of_any_character_is_kept_and_found(string name)
    {
        var found = await StoredAsync(NewLetter("a") with { Name = name });
        await StoreAsync(NewLetter("b") with { Name = name + "x" }, NewLetter("c") with { Name = "before" });

        Assert.Equal(name, found.Name);
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Name, name)));
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.In(letter => letter.Name, [name, "other"])));
    }

    [Fact]
    public async Task Lone_surrogate_becomes_the_replacement_character_everywhere()
    {
        var found = await StoredAsync(NewLetter("a") with { Name = "x\ud800y" });

        Assert.Equal("x\ufffdy", found.Name);
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.Name, "x\udc00y")));
    }

    [Fact]
    public async Task Instants_are_kept_in_utc_cut_to_the_millisecond()
    {
        var at = new DateTimeOffset(2026, 7, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_239_999);

        var found = await StoredAsync(NewLetter("a") with { At = at });

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 12, 0, 0, 123, TimeSpan.Zero), found.At);
        Assert.Equal(TimeSpan.Zero, found.At!.Value.Offset);
        Assert.Equal(["a"], await IdsAsync(Filter<Letter>.Eq(letter => letter.At, at)));
    }

    [Fact]
    public async Task Numbers_that_are_none_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.Insert(Martin, NewLetter("a") with { Ratio = double.NaN }).AsTask());
    }

    [Fact]
    public async Task Document_over_a_megabyte_is_refused_however_it_grows()
    {
        var half = new string('x', 600_000);
        await StoreAsync(NewLetter("a") with { Name = half });

        var insert = Letters.Insert(Martin, NewLetter("b") with { Name = half + half });
        var modify = Letters.Modify(Martin, new LetterId("a"), new Update<Letter>().Push(letter => letter.Tags, [half]));

        await Assert.ThrowsAsync<DocumentTooLargeException>(() => insert.Decided);
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => modify.AsTask());
        Assert.Null(await Letters.FindOrNullAsync(Martin, new LetterId("b"), None));
        Assert.Empty((await Letters.FindOrNullAsync(Martin, new LetterId("a"), None))!.Tags);
    }
}
