namespace IAfluence.Core.Storage;

/// <summary>
/// A collection that clients own, whatever it holds. All of them are registered under this contract, so that what deletes a client
/// forgets no room, not even one that joins later.
/// </summary>
public interface IClientCollection
{
    /// <summary>Documents deleted by one write.</summary>
    const int BatchSize = 200;

    Type DocumentType { get; }

    /// <summary>Deletes every document of the client, a batch at a time; safe to break off and to begin again.</summary>
    Task DeleteAllAsync(ClientId clientId, CancellationToken ct);
}
