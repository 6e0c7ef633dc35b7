using IAfluence.Core.Providers;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Clients;

/// <summary>A client's own keys with providers, by which its calls are billed to it.</summary>
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
