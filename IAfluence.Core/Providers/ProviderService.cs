using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>Creates and changes providers, models and the installation's route, and keeps the rules that hold however they are changed.</summary>
public sealed class ProviderService(
    PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, PlatformDocuments<InstallationSettings> settings, ProviderCatalog catalog,
    TimeProvider time)
{
    private const int MaxTries = 10;

    public Task<Provider?> FindProviderOrNullAsync(string key, CancellationToken ct) =>
        providers.FirstOrNullAsync(Query<Provider>.Where(Filter<Provider>.Eq(provider => provider.Key, key)), ct);

    public Task<Model?> FindModelOrNullAsync(string key, CancellationToken ct) =>
        models.FirstOrNullAsync(Query<Model>.Where(Filter<Model>.Eq(model => model.Key, key)), ct);

    /// <summary>The keys of every provider, also of those that are switched off.</summary>
    public async Task<IReadOnlySet<string>> ListProviderKeysAsync(CancellationToken ct) =>
        (await providers.ListAllAsync(ct)).Where(provider => provider.DeletedAt is null).Select(provider => provider.Key).ToHashSet();

    /// <summary>The ids of every model by its key, also of those that are switched off.</summary>
    public async Task<IReadOnlyDictionary<string, ModelId>> ListModelIdsAsync(CancellationToken ct) =>
        (await models.ListAllAsync(ct)).Where(model => model.DeletedAt is null).ToDictionary(model => model.Key, model => model.Id);

    /// <summary>Makes sure that the builtin provider and its model are there; what was made of them stays.</summary>
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

    /// <summary>
    /// Creates or changes the provider with this key. A stored API key is never sent to another host: when the base address moves to one
    /// and no new key comes with it, the old one is dropped.
    /// </summary>
    /// <param name="key">Its key.</param>
    /// <param name="change">Makes the new state from the present one, which is null for a new provider; may be called again after a lost race.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<Provider> PutProviderAsync(string key, Func<Provider?, Provider> change, CancellationToken ct)
    {
        var put = await PutAsync(providers, () => FindProviderOrNullAsync(key, ct), before => ProviderKeys.Guarded(before, change(before), time.GetUtcNow()));
        await catalog.RefreshAsync(ct);
        return put;
    }

    /// <summary>Creates or changes the model with this key; a changed price is noted and gets the next price version, so that ledger entries stay explicable.</summary>
    /// <inheritdoc cref="PutProviderAsync"/>
    public async Task<Model> PutModelAsync(string key, Func<Model?, Model> change, CancellationToken ct)
    {
        var put = await PutAsync(models, () => FindModelOrNullAsync(key, ct), before => PriceChanges.Noted(before, change(before), null, time.GetUtcNow()));
        await catalog.RefreshAsync(ct);
        return put;
    }

    public async Task SetDefaultRouteAsync(IReadOnlyList<ModelId> route, CancellationToken ct)
    {
        await settings.Modify(
            InstallationSettingsId.TheOne,
            new Update<InstallationSettings>().Set(installation => installation.DefaultRoute, route),
            seed: new InstallationSettings { Id = InstallationSettingsId.TheOne });
        await catalog.RefreshAsync(ct);
    }

    private static async Task<T> PutAsync<T>(PlatformDocuments<T> documents, Func<Task<T?>> find, Func<T?, T> change) where T : class, IDocument
    {
        for (var tries = 1; ; tries++)
        {
            var before = await find();
            var after = change(before);
            if (before is not null && after.Equals(before))
                return before;
            var written = before is null
                ? await documents.Insert(after) == InsertResult.Inserted
                : await documents.Replace(after) == PutResult.Replaced;
            if (written)
                return after;
            if (tries == MaxTries)
                throw new InvalidOperationException($"A {typeof(T).Name} was changed by others {MaxTries} times while it was to be written.");
        }
    }
}
