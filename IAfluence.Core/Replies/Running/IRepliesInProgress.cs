namespace IAfluence.Core.Replies.Running;

/// <summary>What can be read of replies that are being made now, in whatever process.</summary>
public interface IRepliesInProgress
{
    /// <summary>The words of a reply so far, as its visitor has them (some hundred milliseconds behind where another process makes it).</summary>
    /// <param name="visitorMessageId">The visitor's message that is being answered.</param>
    /// <param name="ct">The reader's own.</param>
    /// <returns>Empty before the first word; null when no reply to that message is being made.</returns>
    Task<string?> FindPartialTextOrNullAsync(ClientId clientId, MessageId visitorMessageId, CancellationToken ct);
}
