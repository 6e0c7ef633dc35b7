using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Web.Pages.Shared;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Reads what a client's page shows beside its forms.</summary>
public sealed class ClientOverview(ChatbotLists chatbots, QuotaService quotas, ProviderEditing providers, ClientKeyEditing keys)
{
    private const int MaxChatbots = 50;

    /// <param name="client">The client.</param>
    /// <param name="withKeys">Whether its own keys are read: its members see none of them.</param>
    public async Task<ClientView> ReadAsync(Client client, bool withKeys, CancellationToken ct)
    {
        var page = await chatbots.OfClientAsync(client.Id, null, null, MaxChatbots, ct);
        var use = new QuotaUseView(await quotas.FindStatusOrNullAsync(client, ct), client.TimeZone);
        var edited = await chatbots.ListEditedAsync(client.Id, page.Items, ct);
        return new ClientView(page.Items, edited, page.Next is not null, use, withKeys ? await KeysAsync(client.Id, ct) : ClientKeyList.Empty);
    }

    private async Task<ClientKeyList> KeysAsync(ClientId client, CancellationToken ct)
    {
        var all = (await providers.ListAsync(ct)).Where(provider => provider.Kind != ProviderKind.Builtin).ToList();
        var own = (await keys.ListAsync(client, ct)).ToDictionary(key => key.ProviderId);
        return new ClientKeyList(
            all,
            [.. all.Where(provider => own.ContainsKey(provider.Id)).Select(provider => new ClientKeyRow(provider, own[provider.Id]))]);
    }
}

/// <summary>What a client's page shows beside its forms.</summary>
/// <param name="Chatbots">The first of them, by name.</param>
/// <param name="EditedChatbots">Those of them with settings that are not published yet.</param>
/// <param name="HasMore">Whether there are more chatbots.</param>
/// <param name="QuotaUse">What the client has used of its quota.</param>
/// <param name="Keys">The client's own keys; empty for its members.</param>
public sealed record ClientView(IReadOnlyList<Chatbot> Chatbots, IReadOnlySet<ChatbotId> EditedChatbots, bool HasMore, QuotaUseView QuotaUse, ClientKeyList Keys);

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
