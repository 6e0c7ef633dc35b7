using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Deletes models and providers that no route uses. Deleted ones are hidden from every page; their names are kept for old ledger entries.</summary>
public sealed class ModelRemoval(
    PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, RouteUses uses, ClientKeyEditing keys, ProviderCatalog catalog,
    TimeProvider time)
{
    /// <returns>The routes that still use it, in which case nothing is deleted; null when it was deleted.</returns>
    public async Task<RouteUse?> DeleteModelAsync(ModelId id, CancellationToken ct)
    {
        if (await uses.OfAsync([id], ct) is { IsAny: true } used)
            return used;
        await DeleteAsync(id);
        await catalog.RefreshAsync(ct);
        return null;
    }

    /// <summary>Deletes a provider with all its models, its API key and the clients' own keys for it.</summary>
    /// <inheritdoc cref="DeleteModelAsync"/>
    public async Task<RouteUse?> DeleteProviderAsync(ProviderId id, CancellationToken ct)
    {
        var own = (await models.ListAllAsync(ct)).Where(model => model.ProviderId == id && model.DeletedAt is null).Select(model => model.Id).ToList();
        if (await uses.OfAsync(own, ct) is { IsAny: true } used)
            return used;
        foreach (var model in own)
            await DeleteAsync(model);
        await providers.Modify(
            id,
            new Update<Provider>()
                .Set(provider => provider.DeletedAt, time.GetUtcNow())
                .Set(provider => provider.Active, false)
                .Set(provider => provider.Name, (await providers.FindOrNullAsync(id, ct))?.Title)
                .Set(provider => provider.Key, $"deleted-{id}")
                .Unset(provider => provider.ProtectedApiKey)
                .Unset(provider => provider.ApiKeyStoredAt),
            Filter<Provider>.Eq(provider => provider.DeletedAt, null));
        await keys.RemoveAllAsync(id, ct);
        await catalog.RefreshAsync(ct);
        return null;
    }

    private async Task DeleteAsync(ModelId id) => await models.Modify(
        id,
        new Update<Model>()
            .Set(model => model.DeletedAt, time.GetUtcNow())
            .Set(model => model.Active, false)
            .Set(model => model.Key, $"deleted-{id}"),
        Filter<Model>.Eq(model => model.DeletedAt, null));
}
