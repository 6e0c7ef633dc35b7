using System.Collections.Concurrent;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Replies.Running;

/// <summary>
/// The running replies of this process. While there are any, it sends a heartbeat, writes their text to the store for other processes, and reads
/// the signals that other processes send.
/// </summary>
public sealed partial class RunningReplies(
    ReplyStore store, PlatformDocuments<Instance> instances, PlatformDocuments<ReplySignal> signals, TimeProvider time, ILogger<RunningReplies> log)
    : IHostedService
{
    /// <summary>The time between two synchronisations: how far a record lags behind, and how long a signal takes.</summary>
    public static readonly TimeSpan SyncInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(5);
    private const int FlushesPerSync = 200;

    private readonly ConcurrentDictionary<MessageId, ReplyRun> _running = new();
    private long _aliveUntil;
    private DateTimeOffset _signalsReadUntil = time.GetUtcNow();

    /// <summary>The id of this process in records.</summary>
    public InstanceId Instance { get; } = NewId.Of<InstanceId>(time);

    public ReplyRun? FindOrNull(MessageId messageId) => _running.GetValueOrDefault(messageId);

    /// <summary>Extends the lease of this process, unless more than half of it remains. Called before a record that names this process is written.</summary>
    public void SendHeartbeat()
    {
        var now = time.GetUtcNow();
        var until = now + Storage.Instance.Lease;
        if (Interlocked.Read(ref _aliveUntil) - now.UtcTicks > Storage.Instance.Lease.Ticks / 2)
            return;
        Interlocked.Exchange(ref _aliveUntil, until.UtcTicks);
        _ = instances.Modify(
            Instance,
            new Update<Instance>().Set(instance => instance.ExpiresAt, until),
            seed: new Instance { Id = Instance, ExpiresAt = until });
    }

    /// <summary>
    /// Registers a run. Must be called before its record is written: a reader that finds a record of this process without a run treats the reply as dead.
    /// </summary>
    public ReplyRun Register(ReplyRun run) => _running[run.Record.Id] = run;

    /// <summary>Removes a registered run that is not started.</summary>
    public void Remove(ReplyRun run)
    {
        _running.TryRemove(run.Record.Id, out _);
        run.Abandon();
        run.Dispose();
    }

    /// <summary>Starts a registered run. It continues independently of the caller.</summary>
    public void Start(ReplyRun run, Task durable) => _ = RunAsync(run, durable);

    /// <summary>Whether another process is alive. False for this process: a reply of this process is found with <see cref="FindOrNull"/>.</summary>
    public async Task<bool> IsAliveAsync(InstanceId instance, CancellationToken ct) =>
        instance != Instance && await instances.FindOrNullAsync(instance, ct) is not null;

    /// <summary>Opens a reader of the stored record of a reply that has ended or runs in another process.</summary>
    public IReplyReader ReadRemote(ReplyRecord record, int after) =>
        new StoredReplyReader(record, after, ct => store.FindRecordOrNullAsync(record.ClientId, record.Id, ct), this, time);

    /// <summary>Sends a signal to the process that runs a reply. In this process it takes effect at once.</summary>
    public async Task SignalAsync(ReplyRecord record, ReplySignalKind kind)
    {
        if (FindOrNull(record.Id) is { } run)
        {
            Apply(run, kind);
            return;
        }

        var now = time.GetUtcNow();
        await signals.Modify(
            ReplySignal.IdOf(record.Id, kind),
            new Update<ReplySignal>().Set(signal => signal.At, now).Set(signal => signal.ExpiresAt, now + ReplySignal.KeptFor),
            seed: new ReplySignal
            {
                Id = ReplySignal.IdOf(record.Id, kind),
                InstanceId = record.InstanceId,
                MessageId = record.Id,
                Kind = kind,
                At = now,
                ExpiresAt = now + ReplySignal.KeptFor,
            });
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits up to 5 seconds for running replies to end, then stops them. Synchronisation continues meanwhile: its service is registered earlier, so it stops later.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(_running.Values.Select(run => run.Ended));
        await Task.WhenAny(all, Task.Delay(ShutdownGrace, time, cancellationToken));
        foreach (var run in _running.Values)
            run.Stop();
        await Task.WhenAny(all, Task.Delay(ShutdownGrace, time, cancellationToken));
    }

    /// <summary>Sends the heartbeat, reads signals and writes text. Does nothing while no reply runs.</summary>
    internal async Task SyncAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!_running.IsEmpty)
        {
            SendHeartbeat();
            await ReadSignalsAsync(_signalsReadUntil - SyncInterval, ct);
            Flush();
        }

        _signalsReadUntil = now;
    }

    private static void Apply(ReplyRun run, ReplySignalKind kind)
    {
        switch (kind)
        {
            case ReplySignalKind.Reading:
                run.NoteRemoteReader();
                break;
            case ReplySignalKind.Stop:
                run.Stop();
                break;
            case ReplySignalKind.Discard:
                run.Discard();
                break;
        }
    }

    private async Task ReadSignalsAsync(DateTimeOffset since, CancellationToken ct)
    {
        var received = await signals.ListAsync(
            DocumentQuery<ReplySignal>.Where(
                Filter<ReplySignal>.Eq(signal => signal.InstanceId, Instance) & Filter<ReplySignal>.Gte(signal => signal.At, since))
                .By(signal => signal.At).Take(DocumentQuery<ReplySignal>.MaxLimit),
            ct);
        foreach (var signal in received.Items)
        {
            if (FindOrNull(signal.MessageId) is { } run)
                Apply(run, signal.Kind);
        }
    }

    // The replies that have waited longest come first, so that with many replies each is still written, only less often.
    private void Flush()
    {
        // The first event of the log holds no text.
        foreach (var run in _running.Values.Where(run => run.Log.Count - 1 > run.Flushed.Tokens).OrderBy(run => run.Flushed.At).Take(FlushesPerSync))
            _ = FlushAsync(run);
    }

    private async Task FlushAsync(ReplyRun run)
    {
        var known = run.Flushed.Tokens;
        var words = run.Log.Tokens(known);
        run.Flushed.Advance(known + words.Count, time.GetTimestamp());
        try
        {
            await store.FlushAsync(run.Record, known, words);
        }
        catch (Exception error)
        {
            run.Flushed.MarkLost();
            Logs.FlushFailed(log, error);
        }
    }

    private async Task RunAsync(ReplyRun run, Task durable)
    {
        await run.RunAsync(durable);
        _running.TryRemove(run.Record.Id, out _);
        run.Dispose();
    }

    private static partial class Logs
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Writing the text of a running reply failed; it is written again at the next interval")]
        public static partial void FlushFailed(ILogger log, Exception error);
    }
}
