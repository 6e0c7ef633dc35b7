namespace IAfluence.Core.Providers;

/// <summary>Loads the catalog before anything is served, and reads it again every few seconds for what another process changed.</summary>
internal sealed class ProviderCatalogWatch(ProviderCatalog catalog, ClientKeys keys)
{
    public async Task RefreshAsync(CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        await keys.RefreshAsync(ct);
    }
}
