using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Clients;

/// <summary>What the section of a client's own keys works with.</summary>
public sealed class ClientKeyDesk(ClientKeyEditing editing, ProviderEditing providers)
{
    public ClientKeyEditing Editing => editing;

    public async Task<ClientKeyList> ListAsync(ClientId client, CancellationToken ct)
    {
        var all = (await providers.ListAsync(ct)).Where(provider => provider.Kind != ProviderKind.Builtin).ToList();
        var own = (await editing.ListAsync(client, ct)).ToDictionary(key => key.ProviderId);
        return new ClientKeyList(
            all,
            [.. all.Where(provider => own.ContainsKey(provider.Id)).Select(provider => new ClientKeyRow(provider, own[provider.Id]))]);
    }
}

/// <summary>The providers that a client can have a key for, and those it has one for.</summary>
public sealed record ClientKeyList(IReadOnlyList<Provider> Providers, IReadOnlyList<ClientKeyRow> Rows)
{
    public static readonly ClientKeyList Empty = new([], []);
}

/// <summary>A client's own key, without the key.</summary>
public sealed record ClientKeyRow(Provider Provider, ClientKey Key)
{
    /// <summary>The provider has moved to another host since: the key is not used.</summary>
    public bool IsStale => Key.Host != ProviderKeys.HostOf(Provider);
}

/// <summary>What the form of an own key sends; what was typed is never sent back.</summary>
public sealed class ClientKeyForm
{
    public string? ProviderId { get; set; }

    public string? ApiKey { get; set; }

    public bool AgencyFallbackAllowed { get; set; }
}
