namespace IAfluence.Core.Quotas;

/// <summary>Tells the sweeper whether the message of a reservation was stored. The reservation of a message that was never stored is released. Implemented by Replies, which stores messages.</summary>
public interface IStoredMessages
{
    Task<bool> IsStoredAsync(ClientId clientId, MessageId messageId, CancellationToken ct);
}
