using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Foundation;

public sealed class PeriodicWorkerTests
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WakeSignal _signal = new();
    private readonly SemaphoreSlim _ran = new(0);
    private readonly RecordingLogger _log = new();
    private int _runs;

    [Fact]
    public async Task Interval_runs_the_work_again_and_again()
    {
        using var worker = Worker(new(TimeSpan.FromMilliseconds(10), "failed"));

        await worker.StartAsync(default);

        for (var run = 0; run < 3; run++)
            Assert.True(await _ran.WaitAsync(Patience));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Work_waits_for_the_first_interval_unless_told_otherwise()
    {
        using var worker = Worker(new(Never, "failed"));

        await worker.StartAsync(default);

        Assert.False(await _ran.WaitAsync(TimeSpan.FromMilliseconds(100)));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Work_runs_at_once_when_it_is_to_run_at_the_start()
    {
        using var worker = Worker(new(Never, "failed") { First = FirstRun.AtStart });

        await worker.StartAsync(default);

        Assert.True(await _ran.WaitAsync(Patience));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Start_waits_for_a_first_run_before_it_and_fails_with_it()
    {
        using var worker = Worker(new(Never, "failed") { First = FirstRun.BeforeStart });
        using var failing = Worker(new(Never, "failed") { First = FirstRun.BeforeStart }, _ => throw new InvalidOperationException());

        await worker.StartAsync(default);

        Assert.Equal(1, _runs);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.StartAsync(default));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Signal_wakes_the_work_and_is_kept_while_it_runs()
    {
        var goOn = new TaskCompletionSource();
        using var worker = Worker(new(Never, "failed"), async _ => await goOn.Task);
        await worker.StartAsync(default);

        _signal.Set();
        Assert.True(await _ran.WaitAsync(Patience));
        // Several during one run are one more run.
        _signal.Set();
        _signal.Set();
        goOn.SetResult();

        Assert.True(await _ran.WaitAsync(Patience));
        Assert.False(await _ran.WaitAsync(TimeSpan.FromMilliseconds(100)));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Run_that_throws_is_logged_and_the_next_is_made()
    {
        using var worker = Worker(
            new(Never, "It is tried again") { FailureLevel = LogLevel.Warning },
            _ => _runs == 1 ? throw new TaskCanceledException("timed out") : Task.CompletedTask);
        await worker.StartAsync(default);

        _signal.Set();
        Assert.True(await _ran.WaitAsync(Patience));
        _signal.Set();

        Assert.True(await _ran.WaitAsync(Patience));
        Assert.Equal((LogLevel.Warning, "It is tried again"), Assert.Single(_log.Entries));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Stopping_cancels_the_run_under_way()
    {
        using var worker = Worker(new(Never, "failed"), ct => Task.Delay(Never, ct));
        await worker.StartAsync(default);
        _signal.Set();
        Assert.True(await _ran.WaitAsync(Patience));

        await worker.StopAsync(default).WaitAsync(Patience);

        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Run_that_fails_in_any_way_while_the_host_stops_does_not_fail_the_worker()
    {
        using var worker = Worker(new(Never, "failed"), async ct =>
        {
            await Task.Delay(Never, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("The store is closed.");
        });
        await worker.StartAsync(default);
        _signal.Set();
        Assert.True(await _ran.WaitAsync(Patience));

        await worker.StopAsync(default).WaitAsync(Patience);

        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(_log.Entries);
    }

    private PeriodicWorker Worker(PeriodicSchedule schedule, Func<CancellationToken, Task>? then = null) => new(
        async ct =>
        {
            _runs++;
            _ran.Release();
            await (then?.Invoke(ct) ?? Task.CompletedTask);
        },
        schedule,
        _signal,
        TimeProvider.System,
        _log);

    private sealed class RecordingLogger : ILogger
    {
        public List<(LogLevel, string)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));
    }
}
