namespace IAfluence.Core.Replies.Running;

/// <summary>Reads replies in progress, in any process.</summary>
public interface IRepliesInProgress
{
    /// <summary>Finds the text of a reply so far. The text of a reply in another process is up to about a second old.</summary>
    /// <param name="visitorMessageId">The visitor's message, not the reply.</param>
    /// <returns>Empty before the first token; null when no reply to that message is in progress.</returns>
    Task<string?> FindPartialTextOrNullAsync(ClientId clientId, MessageId visitorMessageId, CancellationToken ct);
}

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
