using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>The clients' own keys in memory, and models that can be called with them. Refreshed with the catalog.</summary>
public sealed partial class ClientKeys(PlatformReaders readers, ChatClients chats, ILogger<ClientKeys> log)
{
    private static readonly FrozenDictionary<ProviderId, ClientKey> None = FrozenDictionary<ProviderId, ClientKey>.Empty;

    private static readonly PlatformPass _pass = PlatformPass.ForJob("client-keys");
    private readonly ConcurrentDictionary<(ClientId, ModelId), Made> _made = new();
    private readonly Remembered<FrozenDictionary<ClientId, FrozenDictionary<ProviderId, ClientKey>>> _keys =
        new(new Freshness(), FrozenDictionary<ClientId, FrozenDictionary<ProviderId, ClientKey>>.Empty, _ => ReadAsync(readers));

    /// <summary>The keys of a client by provider; empty when it has none.</summary>
    public IReadOnlyDictionary<ProviderId, ClientKey> Of(ClientId client) => _keys.Latest.GetValueOrDefault(client, None);

    /// <summary>Returns the model as it is called with the client's key.</summary>
    /// <returns>Null when the key cannot be used because it cannot be decrypted or the provider's host has changed.</returns>
    public ResolvedModel? ResolveOrNull(ResolvedModel agencys, ClientKey key)
    {
        if (key.Host != ProviderKeys.HostOf(agencys.Provider))
            return null;
        var place = (key.ClientId, agencys.Model.Id);
        if (_made.TryGetValue(place, out var made) && ReferenceEquals(made.Agencys, agencys) && made.Key == key)
            return made.Own;
        var own = MakeOrNull(agencys, key);
        _made[place] = new Made(agencys, key, own);
        return own;
    }

    public async Task RefreshAsync(CancellationToken ct)
    {
        var keys = await _keys.RefreshAsync(ct);
        foreach (var gone in _made.Keys.Where(place => !keys.ContainsKey(place.Item1)))
            _made.TryRemove(gone, out _);
    }

    private static async Task<FrozenDictionary<ClientId, FrozenDictionary<ProviderId, ClientKey>>> ReadAsync(PlatformReaders readers)
    {
        var all = new List<ClientKey>();
        string? after = null;
        do
        {
            var page = await readers.Open<ClientKey>(_pass).ListAsync(
                new DocumentQuery<ClientKey>().Take(DocumentQuery<ClientKey>.MaxLimit).StartAfter(after), CancellationToken.None);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all.GroupBy(key => key.ClientId).ToFrozenDictionary(own => own.Key, own => own.ToFrozenDictionary(key => key.ProviderId));
    }

    private ResolvedModel? MakeOrNull(ResolvedModel agencys, ClientKey key)
    {
        try
        {
            var chat = chats.Create(agencys.Provider with { ProtectedApiKey = key.ProtectedApiKey }, agencys.Model);
            return agencys with { Chat = chat, KeyOf = key.ClientId };
        }
        catch (Exception error) when (error is CryptographicException or UriFormatException)
        {
            Log.Unusable(log, error, key.ClientId, agencys.Provider.Key);
            return null;
        }
    }

    private sealed record Made(ResolvedModel Agencys, ClientKey Key, ResolvedModel? Own);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The own key of client {ClientId} at provider {ProviderKey} cannot be used; enter it again")]
        public static partial void Unusable(ILogger log, Exception error, ClientId clientId, string providerKey);
    }
}
