using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;

namespace IAfluence.Web.Pages.Clients;

/// <summary>The overview of a client: chatbots, quota usage and settings.</summary>
public sealed class OverviewModel(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts, ChatbotLists chatbots, QuotaService quotas)
    : ClientPage(client, user, texts)
{
    private const int MaxChatbots = 50;

    /// <summary>The first chatbots by name.</summary>
    public IReadOnlyList<Chatbot> Chatbots { get; private set; } = [];

    /// <summary>Chatbots with unpublished settings.</summary>
    public IReadOnlySet<ChatbotId> EditedChatbots { get; private set; } = new HashSet<ChatbotId>();

    public bool HasMore { get; private set; }

    /// <summary>Null when the client has no quota.</summary>
    public QuotaUseView? QuotaUse { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var page = await chatbots.OfClientAsync(Client.Id, null, null, MaxChatbots, ct);
        (Chatbots, HasMore) = (page.Items, page.Next is not null);
        EditedChatbots = await chatbots.ListEditedAsync(Client.Id, page.Items, ct);
        QuotaUse = Client.Quota is null ? null : new QuotaUseView(await quotas.FindStatusOrNullAsync(Client, ct), Client.TimeZone);
    }
}
