namespace IAfluence.Core.Storage;

/// <summary>Asks the store whether it works: for health checks, which need no more of an engine.</summary>
public sealed class StorePing(IDocumentEngine engine)
{
    /// <exception cref="StorageUnavailableException">The store cannot be read, or cannot be written.</exception>
    public Task PingAsync(CancellationToken ct) => engine.PingAsync(ct);
}
