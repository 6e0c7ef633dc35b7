namespace IAfluence.Core.Replies.Running;

/// <summary>Reads a reply from its stored record. When the reply still runs in another process, the record is polled.</summary>
internal sealed class StoredReplyReader(
    ReplyRecord record, int after, Func<CancellationToken, Task<ReplyRecord?>> refresh, RunningReplies running, TimeProvider time) : IReplyReader
{
    private static readonly TimeSpan SignalEvery = TimeSpan.FromSeconds(5);
    private static readonly Task _neverCompletes = new TaskCompletionSource().Task;

    private ReplyRecord _record = record;
    private long? _signalledAt;

    public int Position { get; private set; } = after;

    // The end of a reply in another process is found by the next poll, not by this task.
    public Task Ended => _record.Ended ? Task.CompletedTask : _neverCompletes;

    public async ValueTask<bool> ReadAsync(List<ReplyEvent> into, CancellationToken ct)
    {
        while (true)
        {
            var before = into.Count;
            into.AddRange(_record.Events().Skip(Position));
            Position += into.Count - before;
            if (into.Count > before)
                return true;
            if (_record.Ended || !await running.IsAliveAsync(_record.InstanceId, ct))
                return false;
            if (_signalledAt is null || time.GetElapsedTime(_signalledAt.Value) >= SignalEvery)
            {
                _signalledAt = time.GetTimestamp();
                await running.SignalAsync(_record, ReplySignalKind.Reading);
            }

            await Task.Delay(RunningReplies.SyncInterval, time, ct);
            if (await refresh(ct) is not { } fresh)
                return false;
            _record = fresh;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
