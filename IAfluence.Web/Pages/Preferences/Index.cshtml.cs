using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Preferences;

/// <summary>Stores this device's language and theme, signed in or not, and redirects back. It has no content of its own.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPostTheme(string theme, string? returnTo)
    {
        Theme.Keep(Response, theme);
        return Back(returnTo);
    }

    public IActionResult OnPostLanguage(string language, string? returnTo)
    {
        ChosenLanguage.Keep(Response, language);
        return Back(returnTo);
    }

    private LocalRedirectResult Back(string? returnTo) => LocalRedirect(Url.IsLocalUrl(returnTo) ? returnTo : "/");
}
