namespace IAfluence.Core.Storage;

/// <summary>Checks whether the store works, for health checks.</summary>
public sealed class StorePing(IDocumentEngine engine)
{
    /// <exception cref="StorageUnavailableException">The store cannot be read or written.</exception>
    public Task CheckAsync(CancellationToken ct) => engine.PingAsync(ct);
}
