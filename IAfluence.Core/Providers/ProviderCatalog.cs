using System.Collections.Frozen;
using System.Security.Cryptography;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>
/// The active models in memory, ready to be called, and the installation's route. Read again after each change made here, and every
/// few seconds for those of other processes. Empty until the first <see cref="RefreshAsync"/>, which is awaited at start.
/// </summary>
public sealed partial class ProviderCatalog(
    PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, PlatformDocuments<InstallationSettings> settings,
    ChatClients clients, ModelCapabilityMemory capabilities, ILogger<ProviderCatalog> log) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1);
    private Snapshot _snapshot = Snapshot.Empty;

    /// <summary>The route of chatbots that have none, nor their client; never empty once loaded.</summary>
    public IReadOnlyList<ModelId> DefaultRoute => _snapshot.DefaultRoute;

    /// <summary>The model that was put before all routes, perhaps until an instant that has passed; null for none.</summary>
    public ModelOverride? Override => _snapshot.Override;

    /// <summary>Every model that can be called, by key.</summary>
    public IReadOnlyList<ResolvedModel> Models => _snapshot.Ordered;

    /// <returns>Null when there is no such model, or it or its provider is switched off.</returns>
    public ResolvedModel? FindModelOrNull(ModelId id) => _snapshot.ById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindModelOrNull"/>
    public ResolvedModel? FindByKeyOrNull(string key) => _snapshot.ByKey.GetValueOrDefault(key);

    /// <summary>Reads providers, models and the default route again; adapters of what has not changed stay.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _refreshing.WaitAsync(ct);
        try
        {
            await capabilities.RefreshAsync(ct);
            var byId = (await providers.ListAllAsync(ct)).ToDictionary(provider => provider.Id);
            var resolved = new List<ResolvedModel>();
            foreach (var model in await models.ListAllAsync(ct))
            {
                if (model.Active && byId.TryGetValue(model.ProviderId, out var provider) && provider.Active && ResolveOrNull(provider, model) is { } found)
                    resolved.Add(found);
            }

            var installation = await settings.FindOrNullAsync(InstallationSettingsId.TheOne, ct);
            _snapshot = Snapshot.Of(resolved, installation?.DefaultRoute is { Count: > 0 } route ? route : [BuiltinProvider.ModelId], installation?.Override);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private ResolvedModel? ResolveOrNull(Provider provider, Model model)
    {
        if (FindModelOrNull(model.Id) is { } known && known.Model.Version == model.Version && known.Provider.Version == provider.Version)
            return known;
        try
        {
            return new ResolvedModel(model, provider, clients.Create(provider, model));
        }
        catch (Exception error) when (error is CryptographicException or UriFormatException)
        {
            // One provider that cannot be called must not take the others with it.
            Log.Unusable(log, error, provider.Key, model.Key);
            return null;
        }
    }

    private sealed record Snapshot(
        FrozenDictionary<ModelId, ResolvedModel> ById, FrozenDictionary<string, ResolvedModel> ByKey,
        IReadOnlyList<ResolvedModel> Ordered, IReadOnlyList<ModelId> DefaultRoute, ModelOverride? Override)
    {
        public static readonly Snapshot Empty = Of([], [], null);

        public static Snapshot Of(IReadOnlyCollection<ResolvedModel> models, IReadOnlyList<ModelId> route, ModelOverride? first) => new(
            models.ToFrozenDictionary(found => found.Model.Id),
            models.ToFrozenDictionary(found => found.Model.Key),
            [.. models.OrderBy(found => found.Model.Key, StringComparer.Ordinal)],
            route,
            first);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Provider {ProviderKey} cannot be called, so model {ModelKey} is left out; give its key and base address again")]
        public static partial void Unusable(ILogger log, Exception error, string providerKey, string modelKey);
    }
}
