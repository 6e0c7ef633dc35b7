namespace IAfluence.Core.Quotas;

/// <summary>Tells the sweeper whether a message that reserved was stored: one that was not is given back. Implemented by the room that stores messages.</summary>
public interface IStoredMessages
{
    Task<bool> IsStoredAsync(ClientId clientId, MessageId messageId, CancellationToken ct);
}
