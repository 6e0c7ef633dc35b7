using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>Lists conversations, newest first: of all visible clients, of one client, or of one chatbot.</summary>
public sealed class IndexModel(
    CurrentUser user, ClientAccess access, ConversationLists lists, ConversationRows rows, ChatbotLists chatbots, Times times) : PageModel
{
    private const int PartSize = 50;

    /// <summary>Limits the list to a client.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Client { get; set; }

    /// <summary>Limits the list to a chatbot; requires the client.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Chatbot { get; set; }

    /// <summary>Limits the list to conversations whose last reply has this outcome: a name of <see cref="ReplyOutcome"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Outcome { get; set; }

    /// <summary>The cursor of the list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The fingerprint of the region that the browser shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seen { get; set; }

    public IReadOnlyList<Client> Clients { get; private set; } = [];

    /// <summary>The chatbots for the filter, when a client is chosen.</summary>
    public IReadOnlyList<Chatbot> Chatbots { get; private set; } = [];

    public IReadOnlyList<ConversationRow> Rows { get; private set; } = [];

    public ConversationPosition? Older { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public bool IsFirstPart => After is null;

    public bool IsFiltered => !string.IsNullOrEmpty(Client) || !string.IsNullOrEmpty(Chatbot) || !string.IsNullOrEmpty(Outcome);

    public bool NamesClients => Clients.Count > 1 && string.IsNullOrEmpty(Client);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Clients = [.. (await access.ListVisibleClientsAsync(user.User, ct)).Select(visible => visible.Client)];
        var chosen = string.IsNullOrEmpty(Client) ? null : Clients.FirstOrDefault(client => client.Id.Value == Client);
        if (chosen is null && !string.IsNullOrEmpty(Client))
            return NotFound();

        var only = chosen ?? (Clients.Count == 1 ? Clients[0] : null);
        if (only is not null)
            Chatbots = (await chatbots.OfClientAsync(only.Id, null, null, 200, ct)).Items;
        if (!string.IsNullOrEmpty(Chatbot) && Chatbots.All(chatbot => chatbot.Id.Value != Chatbot))
            Chatbot = null;

        var outcome = Enum.GetValues<ReplyOutcome>().Cast<ReplyOutcome?>().FirstOrDefault(known => string.Equals(known.ToString(), Outcome, StringComparison.OrdinalIgnoreCase));
        Outcome = outcome?.ToString();
        var after = ConversationPosition.ParseOrNull(After);
        After = after?.ToString();
        var list = await lists.ListAsync(ScopeOf(only), outcome, after, PartSize, ct);
        Rows = await rows.OfAsync(list.Items, Clients.ToDictionary(client => client.Id), ct);
        Older = list.Older;
        Fingerprint = Shell.Fingerprint.Of(Rows.Select(row =>
            $"{row.Conversation.Id} {row.Conversation.Version} {times.Relative(row.Conversation.LastMessageAt, row.Client.TimeZone)} {row.ChatbotName}"));
        return Request.WantsFragment() && Seen == Fingerprint ? new NoContentResult() : this.PageOrFragment("_ConversationList");
    }

    private ConversationScope ScopeOf(Client? only) => (only, Chatbot, user.PlatformPassOrNull) switch
    {
        ({ } client, { Length: > 0 } chatbot, _) => new ConversationScope.OfChatbot(client.Id, ChatbotId.From(chatbot)),
        ({ } client, _, _) => new ConversationScope.Of([client.Id]),
        (_, _, { } pass) => new ConversationScope.Everywhere(pass),
        _ => new ConversationScope.Of([.. Clients.Select(client => client.Id)]),
    };
}
