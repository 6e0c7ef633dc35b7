namespace IAfluence.Core.Replies.Running;

/// <summary>Looks among this process's replies first, then at the records of the others.</summary>
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
