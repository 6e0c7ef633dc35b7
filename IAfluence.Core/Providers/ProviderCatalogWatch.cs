namespace IAfluence.Core.Providers;

/// <summary>Loads the catalog before the server accepts requests, and refreshes it every few seconds.</summary>
internal sealed class ProviderCatalogWatch(ProviderCatalog catalog, ClientKeys keys)
{
    public async Task RefreshAsync(CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        await keys.RefreshAsync(ct);
    }
}
