using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Asks for the client of a new chatbot.</summary>
public sealed class ChooseModel(ClientAccess access, CurrentUser user) : PageModel
{
    public IReadOnlyList<Client> Clients { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Clients = [.. (await access.ListVisibleClientsAsync(user.User, ct)).Where(visible => visible.Role == ClientRole.Manager).Select(visible => visible.Client)];
        return Clients is [var only] ? RedirectToPage("New", new { clientId = only.Id.Value }) : Page();
    }
}
