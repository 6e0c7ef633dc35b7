using System.Text.RegularExpressions;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    private static readonly DocumentQuery<Letter>[] Orders =
    [
        new(),
        new DocumentQuery<Letter>().ByDescending(letter => letter.Id),
        new DocumentQuery<Letter>().By(letter => letter.Name),
        new DocumentQuery<Letter>().ByDescending(letter => letter.Name),
        new DocumentQuery<Letter>().By(letter => letter.State).ByDescending(letter => letter.At),
        new DocumentQuery<Letter>().ByDescending(letter => letter.Small).By(letter => letter.Ratio).ByDescending(letter => letter.Name),
        new DocumentQuery<Letter>().By(letter => letter.Weight).By(letter => letter.Id),
    ];

    public static TheoryData<int> OrderNumbers => [.. Enumerable.Range(0, Orders.Length)];

    /// <summary>Many ties and many missing values.</summary>
    private async Task<List<Letter>> StoreManyAsync(int count)
    {
        var random = new Random(count);
        List<Letter> letters = [.. Enumerable.Range(0, count).Select(i => NewLetter($"{random.Next(1000):000}-{i}") with
        {
            Name = random.Next(3) == 0 ? null : "n" + random.Next(4),
            State = (LetterState)random.Next(2),
            At = random.Next(3) == 0 ? null : Time.Now.AddMilliseconds(random.Next(5)),
            Small = random.Next(3) == 0 ? null : random.Next(3),
            Ratio = random.Next(3) == 0 ? null : random.Next(3) / 7.0,
            Weight = random.Next(3),
        })];
        await StoreAsync(letters);
        return letters;
    }

    private static List<string> Sorted(IEnumerable<Letter> letters, DocumentQuery<Letter> query)
    {
        var ids = letters.OrderBy(_ => 0);
        foreach (var key in query.Order)
        {
            Func<Letter, object?> value = letter => key.Path.Dotted switch
            {
                "id" => letter.Id.Value,
                "name" => letter.Name,
                "state" => letter.State.ToString(),
                "at" => letter.At,
                "small" => letter.Small,
                "ratio" => letter.Ratio,
                _ => letter.Weight,
            };
            var comparer = Comparer<object?>.Create((x, y) =>
                x is string text && y is string other ? string.CompareOrdinal(text, other) : Comparer<object>.Default.Compare(x, y));
            ids = key.Descending ? ids.ThenByDescending(value, comparer) : ids.ThenBy(value, comparer);
        }

        return [.. (query.Order is [.., { Descending: true }]
            ? ids.ThenByDescending(letter => letter.Id.Value, StringComparer.Ordinal)
            : ids.ThenBy(letter => letter.Id.Value, StringComparer.Ordinal)).Select(letter => letter.Id.Value)];
    }

    private async Task<List<string>> ReadPagesAsync(DocumentQuery<Letter> query, int size)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Letters.ListAsync(Martin, query.Take(size).StartAfter(cursor), None);
            Assert.InRange(page.Items.Count, 1, size);
            ids.AddRange(page.Items.Select(letter => letter.Id.Value));
            cursor = page.Next;
        }
        while (cursor is not null);
        return ids;
    }

    [Theory]
    [MemberData(nameof(OrderNumbers))]
    public async Task Pages_hold_every_document_once_in_order_with_ties_and_missing_values(int order)
    {
        var letters = await StoreManyAsync(97);
        await StoreAsync(NewLetter("other", Dupont));
        var expected = Sorted(letters, Orders[order]);

        Assert.Equal(expected, await ReadPagesAsync(Orders[order], 1));
        Assert.Equal(expected, await ReadPagesAsync(Orders[order], 7));
        Assert.Equal(expected, await ReadPagesAsync(Orders[order], 97));
        Assert.Equal(expected, await ReadPagesAsync(Orders[order], DocumentQuery<Letter>.MaxLimit));
    }

    [Fact]
    public async Task Pages_follow_the_filter()
    {
        var letters = await StoreManyAsync(60);
        var query = DocumentQuery<Letter>.Where(Filter<Letter>.Eq(letter => letter.State, LetterState.Draft)).ByDescending(letter => letter.At);

        Assert.Equal(Sorted(letters.Where(letter => letter.State == LetterState.Draft), query), await ReadPagesAsync(query, 4));
    }

    [Fact]
    public async Task Missing_comes_first_and_names_are_ordered_by_their_bytes()
    {
        await StoreAsync(NewLetter("1") with { Name = "é" }, NewLetter("2") with { Name = "z" }, NewLetter("3"), NewLetter("4") with { Name = "Z" }, NewLetter("5") with { Name = "" });

        Assert.Equal(["3", "5", "4", "2", "1"], await ReadPagesAsync(new DocumentQuery<Letter>().By(letter => letter.Name), 2));
        Assert.Equal(["1", "2", "4", "5", "3"], await ReadPagesAsync(new DocumentQuery<Letter>().ByDescending(letter => letter.Name), 2));
    }

    [Fact]
    public async Task Documents_inserted_or_deleted_meanwhile_neither_repeat_nor_hide_others()
    {
        await StoreAsync(Enumerable.Range(0, 20).Select(i => NewLetter($"m{i:00}") with { At = Time.Now.AddSeconds(i) }));
        var query = new DocumentQuery<Letter>().ByDescending(letter => letter.At).Take(5);

        var first = await Letters.ListAsync(Martin, query, None);
        await StoreAsync(NewLetter("new") with { At = Time.Now.AddDays(1) }, NewLetter("late") with { At = Time.Now.AddSeconds(10.5) });
        await Letters.Delete(Martin, first.Items[^1].Id);
        var second = await Letters.ListAsync(Martin, query.StartAfter(first.Next), None);

        Assert.Equal(["m19", "m18", "m17", "m16", "m15"], first.Items.Select(letter => letter.Id.Value));
        Assert.Equal(["m14", "m13", "m12", "m11", "late"], second.Items.Select(letter => letter.Id.Value));
    }

    [Fact]
    public async Task Last_page_has_no_next_even_when_full()
    {
        await StoreAsync(NewLetter("a"), NewLetter("b"));

        Assert.Null((await Letters.ListAsync(Martin, new DocumentQuery<Letter>().Take(2), None)).Next);
        Assert.NotNull((await Letters.ListAsync(Martin, new DocumentQuery<Letter>().Take(1), None)).Next);
    }

    [Fact]
    public async Task Cursor_fits_a_url_whatever_the_value()
    {
        await StoreAsync(NewLetter("a") with { Name = "é/+ &=?\0\"" }, NewLetter("b") with { Name = "ö" });

        var page = await Letters.ListAsync(Martin, new DocumentQuery<Letter>().By(letter => letter.Name).Take(1), None);

        Assert.Matches(new Regex("^[A-Za-z0-9_-]+$"), page.Next);
        Assert.Equal(["a", "b"], await ReadPagesAsync(new DocumentQuery<Letter>().By(letter => letter.Name), 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAW10")]
    public async Task Cursor_that_is_none_is_refused(string cursor)
    {
        await Assert.ThrowsAsync<InvalidCursorException>(() => Letters.ListAsync(Martin, new DocumentQuery<Letter>().StartAfter(cursor), None));
    }

    [Fact]
    public async Task Cursor_of_another_list_or_client_and_an_altered_one_are_refused()
    {
        await StoreAsync(NewLetter("a"), NewLetter("b"));
        var cursor = (await Letters.ListAsync(Martin, new DocumentQuery<Letter>().By(letter => letter.Name).Take(1), None)).Next!;
        var byName = new DocumentQuery<Letter>().By(letter => letter.Name);

        await Assert.ThrowsAsync<InvalidCursorException>(() => Letters.ListAsync(Martin, new DocumentQuery<Letter>().StartAfter(cursor), None));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Letters.ListAsync(Dupont, byName.StartAfter(cursor), None));
        for (var i = 0; i < cursor.Length; i++)
        {
            var altered = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            await Assert.ThrowsAsync<InvalidCursorException>(() => Letters.ListAsync(Martin, byName.StartAfter(altered), None));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(DocumentQuery<Letter>.MaxLimit + 1)]
    public async Task Limit_out_of_range_is_refused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Letters.ListAsync(Martin, new DocumentQuery<Letter>().Take(limit), None));
    }
}
