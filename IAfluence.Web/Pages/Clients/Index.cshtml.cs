using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Lists the clients that the user can see, by name.</summary>
public sealed class IndexModel(ClientService clients, ClientAccess access, CurrentUser user) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Client> Clients { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsPlatform => user.IsPlatform;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search);

    public bool ShowsSearch => IsFiltered || Clients.Count > 0;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        IReadOnlyCollection<ClientId>? among = IsPlatform
            ? null
            : [.. (await access.ListVisibleClientsAsync(user.User, ct)).Select(visible => visible.Client.Id)];
        (var page, After) = await ListParts.ReadAsync(After, cursor => clients.ListAsync(among, Search, cursor, PageSize, ct));
        (Clients, Next) = (page.Items, page.Next);
        return this.PageOrFragment("_ClientList");
    }
}
