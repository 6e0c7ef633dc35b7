namespace IAfluence.Core.Quotas;

/// <summary>Tells the sweeper whether a message that reserved was stored: one that never was stands for nothing. Implemented where messages are.</summary>
public interface IStoredMessages
{
    Task<bool> IsStoredAsync(ClientId clientId, MessageId messageId, CancellationToken ct);
}
