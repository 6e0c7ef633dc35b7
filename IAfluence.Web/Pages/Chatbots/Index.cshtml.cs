using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Lists the chatbots of the clients that the user can see.</summary>
public sealed class IndexModel(ChatbotLists lists, ClientAccess access, CurrentUser user) : PageModel
{
    private const int PageSize = 50;

    // A longer list of choices is not usable; each client's page links to this list with a filter.
    private const int MaxChoices = 200;

    private IReadOnlyList<VisibleClient> _visible = [];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "client")]
    public string? ClientFilter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ChatbotLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public ClientId? ClientId => string.IsNullOrEmpty(ClientFilter) ? null : Core.Foundation.ClientId.From(ClientFilter);

    /// <summary>The clients for the filter; empty when there are too many.</summary>
    public IReadOnlyList<Client> Clients => _visible.Count > MaxChoices ? [] : [.. _visible.Select(visible => visible.Client)];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || ClientId is not null;

    public bool ShowsFilter => IsFiltered || Lines.Count > 0;

    public bool ShowsClients => _visible.Count > 1;

    public bool HasClients => _visible.Count > 0;

    public bool IsPlatform => user.IsPlatform;

    /// <summary>The page that creates a chatbot; null when the user may not create one.</summary>
    public string? NewPath
    {
        get
        {
            var managed = _visible.Where(visible => visible.Role == ClientRole.Manager && (ClientId is null || visible.Client.Id == ClientId)).ToList();
            return managed.Count switch { 0 => null, 1 => Url.To("/Chatbots/New", new { clientId = managed[0].Client.Id }), _ => Url.To("/Chatbots/Choose") };
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        _visible = await access.ListVisibleClientsAsync(user.User, ct);
        if (ClientId is { } wanted && _visible.All(visible => visible.Client.Id != wanted))
            return NotFound();
        (var page, After) = await ListParts.ReadAsync(After, cursor => ListAsync(cursor, ct));
        var names = _visible.ToDictionary(visible => visible.Client.Id, visible => visible.Client);
        // Chatbots of a client that is being deleted are not listed.
        var lines = new List<ChatbotLine>();
        foreach (var ofClient in page.Items.Where(chatbot => names.ContainsKey(chatbot.ClientId)).GroupBy(chatbot => chatbot.ClientId))
        {
            var edited = await lists.ListEditedAsync(ofClient.Key, ofClient, ct);
            lines.AddRange(ofClient.Select(chatbot => new ChatbotLine(chatbot, names[ofClient.Key], edited.Contains(chatbot.Id))));
        }

        // Restores the order of the page.
        Lines = [.. page.Items.Join(lines, chatbot => chatbot.Id, line => line.Chatbot.Id, (_, line) => line)];
        Next = page.Next;
        return this.PageOrFragment("_ChatbotList");
    }

    private async Task<DocumentPage<Chatbot>> ListAsync(string? after, CancellationToken ct)
    {
        if (ClientId is { } wanted)
            return await lists.OfClientAsync(wanted, Search, after, PageSize, ct);
        if (user.PlatformPassOrNull is { } pass)
            return await lists.OfAllAsync(pass, Search, after, PageSize, ct);
        return new DocumentPage<Chatbot>(await lists.OfClientsAsync(_visible.Select(visible => visible.Client.Id), Search, PageSize, ct), null);
    }
}

/// <summary>One line of the list.</summary>
/// <param name="IsEdited">Whether the chatbot has unpublished settings.</param>
public sealed record ChatbotLine(Chatbot Chatbot, Client Client, bool IsEdited);
