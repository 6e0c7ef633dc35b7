using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Storage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>Lists the contacts that visitors of one client left, newest first.</summary>
public sealed class ContactsModel(CurrentUser user, ClientAccess access, ContactStore contacts, ClientDocuments<Core.Chatbots.Chatbot> chatbots) : PageModel
{
    private const int PartSize = 30;

    /// <summary>The client; by default the first one that the user can see.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Client { get; set; }

    /// <summary>The cursor of the list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Client> Clients { get; private set; } = [];

    /// <summary>Null when the user can see no client.</summary>
    public VisibleClient? Shown { get; private set; }

    public IReadOnlyList<Contact> Items { get; private set; } = [];

    public string? Older { get; private set; }

    public IReadOnlyDictionary<string, string> ChatbotNames { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether the user may delete contacts, as every agent may.</summary>
    public bool MayDelete => Shown?.Role >= ClientRole.Agent;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var visible = await access.ListVisibleClientsAsync(user.User, ct);
        Clients = [.. visible.Select(each => each.Client)];
        Shown = string.IsNullOrEmpty(Client) ? visible is [var first, ..] ? first : null : visible.FirstOrDefault(each => each.Client.Id.Value == Client);
        if (Shown is null)
            return string.IsNullOrEmpty(Client) ? this.PageOrFragment("_ContactList") : NotFound();
        Client = Shown.Client.Id.Value;
        (var page, After) = await ListParts.ReadAsync(After, cursor => contacts.ListAsync(Shown.Client.Id, cursor, PartSize, ct));
        (Items, Older) = (page.Items, page.Next);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in Items.Select(contact => contact.ChatbotId).Distinct())
        {
            if (await chatbots.FindOrNullAsync(Shown.Client.Id, id, ct) is { } chatbot)
                names[id.Value] = chatbot.Name;
        }

        ChatbotNames = names;
        return this.PageOrFragment("_ContactList");
    }
}
