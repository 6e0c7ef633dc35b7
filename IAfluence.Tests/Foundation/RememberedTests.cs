using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Foundation;

public sealed class RememberedTests
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(2);

    private readonly MovableTime _time = new();
    private readonly Freshness _freshness;
    private readonly Queue<TaskCompletionSource<string>> _reads = new();
    private readonly Remembered<string> _remembered;
    private int _begun;

    public RememberedTests()
    {
        _freshness = new Freshness(_time, FreshFor, UsableFor);
        _remembered = new Remembered<string>(_freshness, "nothing", _ =>
        {
            _begun++;
            return _reads.Dequeue().Task;
        });
    }

    [Fact]
    public async Task Value_is_read_once_while_it_is_fresh()
    {
        Expect("first");

        Assert.Equal("nothing", _remembered.Latest);
        Assert.Equal("first", await _remembered.GetAsync(default));
        _time.Advance(FreshFor - TimeSpan.FromMilliseconds(1));
        Assert.Equal("first", await _remembered.GetAsync(default));
        Assert.Equal(("first", 1), (_remembered.Latest, _begun));
    }

    [Fact]
    public async Task Callers_at_once_share_one_read()
    {
        var read = Expect();

        var callers = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await _remembered.GetAsync(default))).ToList();
        read.SetResult("first");

        Assert.All(await Task.WhenAll(callers), value => Assert.Equal("first", value));
        Assert.Equal(1, _begun);
    }

    [Fact]
    public async Task Caller_who_leaves_does_not_end_the_read_of_the_others()
    {
        var read = Expect();
        using var leaving = new CancellationTokenSource();

        var left = _remembered.GetAsync(leaving.Token).AsTask();
        var stays = _remembered.GetAsync(default).AsTask();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        read.SetResult("first");
        Assert.Equal("first", await stays);
    }

    [Fact]
    public async Task Older_value_is_given_while_a_read_is_under_way_but_not_for_long()
    {
        Expect("first");
        await _remembered.GetAsync(default);
        var read = Expect();

        _time.Advance(FreshFor);
        Assert.Equal("first", await _remembered.GetAsync(default));
        _time.Advance(UsableFor - FreshFor);
        var waiting = _remembered.GetAsync(default);

        Assert.False(waiting.IsCompleted);
        read.SetResult("second");
        Assert.Equal("second", await waiting);
    }

    [Fact]
    public async Task Invalidated_value_is_not_given_again()
    {
        Expect("first");
        await _remembered.GetAsync(default);
        Expect("second");

        _freshness.Invalidate();

        Assert.Equal("second", await _remembered.GetAsync(default));
    }

    [Fact]
    public async Task Read_that_began_before_an_invalidation_neither_answers_later_callers_nor_stays()
    {
        var (stale, fresh) = (Expect(), Expect());
        var before = _remembered.GetAsync(default).AsTask();
        await UntilAsync(() => _begun == 1);

        _freshness.Invalidate();
        var after = _remembered.GetAsync(default).AsTask();
        await UntilAsync(() => _begun == 2);
        fresh.SetResult("fresh");
        Assert.Equal("fresh", await after);
        stale.SetResult("stale");

        Assert.Equal("stale", await before);
        Assert.Equal(("fresh", "fresh"), (_remembered.Latest, await _remembered.GetAsync(default)));
    }

    [Fact]
    public async Task Failed_read_is_made_again_by_the_next_caller_and_leaves_the_latest_value()
    {
        Expect("first");
        await _remembered.GetAsync(default);
        Expect().SetException(new InvalidOperationException());
        Expect("third");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _remembered.RefreshAsync(default));

        Assert.Equal("first", _remembered.Latest);
        Assert.Equal("third", await _remembered.GetAsync(default));
    }

    [Fact]
    public async Task Values_by_key_are_invalidated_together_and_forgotten_when_there_are_too_many()
    {
        var begun = new List<int>();
        var values = new RememberedValues<int, string>(_freshness, 2, "", (key, known) =>
        {
            begun.Add(key);
            return Task.FromResult($"{known}{key}");
        });

        Assert.Equal(["1", "2", "1"], [await values.GetAsync(1, default), await values.GetAsync(2, default), await values.GetAsync(1, default)]);
        _freshness.Invalidate();
        Assert.Equal(["11", "22"], [await values.GetAsync(1, default), await values.GetAsync(2, default)]);
        Assert.Equal(["3", "1"], [await values.GetAsync(3, default), await values.GetAsync(1, default)]);

        Assert.Equal([1, 2, 1, 2, 3, 1], begun);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5);
    }

    private TaskCompletionSource<string> Expect(string? value = null)
    {
        var read = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (value is not null)
            read.SetResult(value);
        _reads.Enqueue(read);
        return read;
    }
}
