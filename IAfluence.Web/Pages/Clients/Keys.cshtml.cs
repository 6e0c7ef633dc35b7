using IAfluence.Core.Providers;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Edits a client's own API keys; providers bill calls with them to the client.</summary>
public sealed class KeysModel(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts, ClientForms forms, ProviderEditing providers, ClientKeyEditing keys)
    : ClientPage(client, user, texts)
{
    public ClientKeyForm Key { get; set; } = new();

    public ClientKeyList Keys { get; private set; } = ClientKeyList.Empty;

    protected override bool IsForPlatformOnly => true;

    protected override async Task FillAsync(CancellationToken ct)
    {
        var all = (await providers.ListAsync(ct)).Where(provider => provider.Kind != ProviderKind.Builtin).ToList();
        var own = (await keys.ListAsync(Client.Id, ct)).ToDictionary(key => key.ProviderId);
        Keys = new ClientKeyList(all, [.. all.Where(provider => own.ContainsKey(provider.Id)).Select(provider => new ClientKeyRow(provider, own[provider.Id]))]);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([Bind(Prefix = nameof(Key))] ClientKeyForm key, CancellationToken ct)
    {
        Key = key;
        var outcome = await forms.StoreKeyAsync(Client.Id, key, ct);
        return outcome.Succeeded ? Saved(Texts["Key.Stored"]) : Respond(outcome, "_ClientKeys", nameof(Key));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? provider, CancellationToken ct)
    {
        await forms.RemoveKeyAsync(Client.Id, provider, ct);
        return Saved(Texts["Key.Removed"]);
    }
}

/// <summary>The providers for which a client can have an API key, and the existing keys.</summary>
public sealed record ClientKeyList(IReadOnlyList<Provider> Providers, IReadOnlyList<ClientKeyRow> Rows)
{
    public static readonly ClientKeyList Empty = new([], []);
}

/// <summary>A client's own API key, without its value.</summary>
public sealed record ClientKeyRow(Provider Provider, ClientKey Key)
{
    /// <summary>Whether the provider has moved to another host, so that the key is not used.</summary>
    public bool IsStale => Key.Host != ProviderKeys.HostOf(Provider);
}

/// <summary>The form of a client's own API key; the key is never sent back to the browser.</summary>
public sealed class ClientKeyForm
{
    public string? ProviderId { get; set; }

    public string? ApiKey { get; set; }

    public bool AgencyFallbackAllowed { get; set; }
}
