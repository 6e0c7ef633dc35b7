using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Finds providers and models by their keys, and creates the builtin ones.</summary>
public sealed class ProviderService(PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, ProviderCatalog catalog)
{
    public Task<Provider?> FindProviderOrNullAsync(string key, CancellationToken ct) =>
        providers.FirstOrNullAsync(DocumentQuery<Provider>.Where(Filter<Provider>.Eq(provider => provider.Key, key)), ct);

    public Task<Model?> FindModelOrNullAsync(string key, CancellationToken ct) =>
        models.FirstOrNullAsync(DocumentQuery<Model>.Where(Filter<Model>.Eq(model => model.Key, key)), ct);

    /// <summary>Lists the keys of all providers, including those that are off.</summary>
    public async Task<IReadOnlySet<string>> ListProviderKeysAsync(CancellationToken ct) =>
        (await providers.ListAllAsync(ct)).Where(provider => provider.DeletedAt is null).Select(provider => provider.Key).ToHashSet();

    /// <summary>Lists the ids of all models by key, including those that are off.</summary>
    public async Task<IReadOnlyDictionary<string, ModelId>> ListModelIdsAsync(CancellationToken ct) =>
        (await models.ListAllAsync(ct)).Where(model => model.DeletedAt is null).ToDictionary(model => model.Key, model => model.Id);

    /// <summary>Creates the builtin provider and its model if they do not exist. Existing ones are not changed.</summary>
    public async Task EnsureBuiltinAsync(CancellationToken ct)
    {
        if (await models.FindOrNullAsync(BuiltinProvider.ModelId, ct) is not null)
            return;
        await providers.Insert(new Provider { Id = BuiltinProvider.ProviderId, Key = BuiltinProvider.Key, Kind = ProviderKind.Builtin });
        await models.Insert(new Model
        {
            Id = BuiltinProvider.ModelId,
            Key = BuiltinProvider.Key,
            ProviderId = BuiltinProvider.ProviderId,
            Name = BuiltinProvider.Key,
            Price = ModelPrice.Free,
        });
        await catalog.RefreshAsync(ct);
    }
}
