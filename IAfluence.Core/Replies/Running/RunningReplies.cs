using System.Collections.Concurrent;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Replies.Running;

/// <summary>
/// The replies being made in this process, and what other processes need of them: a sign of life, the words so far, and an ear for
/// signals. All of it runs only while there are replies.
/// </summary>
public sealed partial class RunningReplies(
    ReplyStore store, PlatformDocuments<Instance> instances, PlatformDocuments<ReplySignal> signals, TimeProvider time, ILogger<RunningReplies> log)
    : IHostedService
{
    /// <summary>How far a record may lag behind, and how long a signal may take.</summary>
    public static readonly TimeSpan SyncInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan GraceAtShutdown = TimeSpan.FromSeconds(5);
    private const int FlushesPerSync = 200;

    private readonly ConcurrentDictionary<MessageId, ReplyRun> _running = new();
    private long _aliveUntil;
    private DateTimeOffset _signalsReadUntil = time.GetUtcNow();

    /// <summary>This process, as records name it.</summary>
    public InstanceId Instance { get; } = NewId.Of<InstanceId>(time);

    public ReplyRun? FindOrNull(MessageId messageId) => _running.GetValueOrDefault(messageId);

    /// <summary>Says that this process is alive, in time for what is submitted next to be believed.</summary>
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
    /// Announces a reply before its record can be read: whoever reads a record of this process and finds no run takes the reply for dead.
    /// </summary>
    public ReplyRun Announce(ReplyRun run) => _running[run.Record.Id] = run;

    /// <summary>Takes back an announced reply that is not to be made.</summary>
    public void Withdraw(ReplyRun run)
    {
        _running.TryRemove(run.Record.Id, out _);
        run.Abandon();
        run.Dispose();
    }

    /// <summary>Starts making an announced reply; it goes on whatever becomes of the caller.</summary>
    public void Start(ReplyRun run, Task durable) => _ = MakeAsync(run, durable);

    /// <summary>Whether the process that makes a reply still runs.</summary>
    public async Task<bool> IsAliveAsync(InstanceId instance, CancellationToken ct) =>
        instance != Instance && await instances.FindOrNullAsync(instance, ct) is not null;

    /// <summary>Leads a reader to a reply that another process makes or made, by its record.</summary>
    public IReplyReader ReadRemote(ReplyRecord record, int after) =>
        new StoredReplyReader(record, after, ct => store.FindRecordOrNullAsync(record.ClientId, record.Id, ct), this, time);

    /// <summary>Tells the process that makes a reply, at once if it is this one.</summary>
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

    /// <summary>Gives the replies that are being made some seconds to end. Their beat goes on meanwhile: it is registered before, so it stops after.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(_running.Values.Select(run => run.Ended));
        await Task.WhenAny(all, Task.Delay(GraceAtShutdown, time, cancellationToken));
        foreach (var run in _running.Values)
            run.Stop();
        await Task.WhenAny(all, Task.Delay(GraceAtShutdown, time, cancellationToken));
    }

    /// <summary>Tells other processes of the replies made here, and hears what they ask. Nothing is done while there are none.</summary>
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

    // Those that have waited longest come first, so that many at once all go on, if more slowly.
    private void Flush()
    {
        // The log has one event before its words.
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

    private async Task MakeAsync(ReplyRun run, Task durable)
    {
        await run.MakeAsync(durable);
        _running.TryRemove(run.Record.Id, out _);
        run.Dispose();
    }

    private static partial class Logs
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Telling other processes of running replies failed; it is tried again")]
        public static partial void FlushFailed(ILogger log, Exception error);
    }
}
