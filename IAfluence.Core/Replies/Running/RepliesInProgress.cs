namespace IAfluence.Core.Replies.Running;

/// <summary>Reads the replies of this process from memory, and those of other processes from their records.</summary>
internal sealed class RepliesInProgress(RunningReplies running, ReplyStore store) : IRepliesInProgress
{
    public async Task<string?> FindPartialTextOrNullAsync(ClientId clientId, MessageId visitorMessageId, CancellationToken ct)
    {
        if (running.FindOrNull(visitorMessageId) is { } run)
            return run.Record.ClientId == clientId ? string.Concat(run.Log.Tokens()) : null;
        return await store.FindRecordOrNullAsync(clientId, visitorMessageId, ct) is { Ended: false } record
            && await running.IsAliveAsync(record.InstanceId, ct)
                ? string.Concat(record.Tokens)
                : null;
    }
}
