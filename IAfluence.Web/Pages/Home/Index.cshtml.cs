using IAfluence.Core.Chatbots;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Home;

/// <summary>Redirects from the root address to the admin, to the demonstration if it exists, or to sign-in.</summary>
[AllowAnonymous]
public sealed class IndexModel(PublishedChatbots chatbots) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (User.Identity?.IsAuthenticated == true)
            return RedirectToPage("/Dashboard/Index");
        return RedirectToPage(await chatbots.FindByPublicKeyOrNullAsync(Demo.IndexModel.PublicKey, ct) is null ? "/Accounts/Login" : "/Demo/Index");
    }
}
