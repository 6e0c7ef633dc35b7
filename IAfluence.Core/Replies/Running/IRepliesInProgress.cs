namespace IAfluence.Core.Replies.Running;

/// <summary>Reads replies in progress, in any process.</summary>
public interface IRepliesInProgress
{
    /// <summary>Finds the text of a reply so far. The text of a reply in another process is up to about a second old.</summary>
    /// <param name="visitorMessageId">The visitor's message, not the reply.</param>
    /// <returns>Empty before the first token; null when no reply to that message is in progress.</returns>
    Task<string?> FindPartialTextOrNullAsync(ClientId clientId, MessageId visitorMessageId, CancellationToken ct);
}
