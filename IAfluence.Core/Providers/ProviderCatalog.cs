using System.Collections.Frozen;
using System.Security.Cryptography;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>
/// The active models, ready to be called, and the route of the installation, in memory. Refreshed after each change in this process, and every few seconds
/// for changes by other processes. Empty until the first <see cref="RefreshAsync"/>, which is awaited at start.
/// </summary>
public sealed partial class ProviderCatalog
{
    private readonly PlatformDocuments<Provider> _providers;
    private readonly PlatformDocuments<Model> _models;
    private readonly PlatformDocuments<InstallationSettings> _settings;
    private readonly ChatClients _clients;
    private readonly ModelCapabilityCache _capabilities;
    private readonly ILogger<ProviderCatalog> _log;
    private readonly Remembered<Snapshot> _snapshot;

    public ProviderCatalog(
        PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, PlatformDocuments<InstallationSettings> settings,
        ChatClients clients, ModelCapabilityCache capabilities, ILogger<ProviderCatalog> log)
    {
        (_providers, _models, _settings, _clients, _capabilities, _log) = (providers, models, settings, clients, capabilities, log);
        _snapshot = new Remembered<Snapshot>(new Freshness(), Snapshot.Empty, ReadAsync);
    }

    /// <summary>The route of chatbots that have none and whose client has none; not empty once loaded.</summary>
    public IReadOnlyList<ModelId> DefaultRoute => _snapshot.Latest.DefaultRoute;

    /// <summary>The last model override; null when there is none. It may have ended.</summary>
    public ModelOverride? Override => _snapshot.Latest.Override;

    /// <summary>Every model that can be called, by key.</summary>
    public IReadOnlyList<ResolvedModel> Models => _snapshot.Latest.Ordered;

    /// <returns>Null when the model does not exist, or when it or its provider is switched off.</returns>
    public ResolvedModel? FindModelOrNull(ModelId id) => _snapshot.Latest.ById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindModelOrNull"/>
    public ResolvedModel? FindByKeyOrNull(string key) => _snapshot.Latest.ByKey.GetValueOrDefault(key);

    /// <summary>Reads providers, models and the default route again. Adapters of unchanged models are kept.</summary>
    public Task RefreshAsync(CancellationToken ct) => _snapshot.RefreshAsync(ct);

    private async Task<Snapshot> ReadAsync(Snapshot known)
    {
        await _capabilities.RefreshAsync(CancellationToken.None);
        var byId = (await _providers.ListAllAsync(CancellationToken.None)).ToDictionary(provider => provider.Id);
        var resolved = new List<ResolvedModel>();
        foreach (var model in await _models.ListAllAsync(CancellationToken.None))
        {
            if (model.Active && byId.TryGetValue(model.ProviderId, out var provider) && provider.Active && ResolveOrNull(known, provider, model) is { } found)
                resolved.Add(found);
        }

        var installation = await _settings.FindOrNullAsync(InstallationSettingsId.TheOne, CancellationToken.None);
        return Snapshot.Of(resolved, installation?.DefaultRoute is { Count: > 0 } route ? route : [BuiltinProvider.ModelId], installation?.Override);
    }

    private ResolvedModel? ResolveOrNull(Snapshot before, Provider provider, Model model)
    {
        if (before.ById.GetValueOrDefault(model.Id) is { } known && known.Model.Version == model.Version && known.Provider.Version == provider.Version)
            return known;
        try
        {
            return new ResolvedModel(model, provider, _clients.Create(provider, model));
        }
        catch (Exception error) when (error is CryptographicException or UriFormatException)
        {
            // A provider that cannot be called must not affect the others.
            Log.Unusable(_log, error, provider.Key, model.Key);
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
        [LoggerMessage(Level = LogLevel.Error, Message = "Provider {ProviderKey} cannot be called, so model {ModelKey} is not available; enter its API key and base address again")]
        public static partial void Unusable(ILogger log, Exception error, string providerKey, string modelKey);
    }
}

/// <summary>Loads the catalog before the server accepts requests, and refreshes it every few seconds.</summary>
internal sealed class ProviderCatalogWatch(ProviderCatalog catalog, ClientKeys keys)
{
    public async Task RefreshAsync(CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        await keys.RefreshAsync(ct);
    }
}
