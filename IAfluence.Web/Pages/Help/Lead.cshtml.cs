using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Help;

/// <summary>Redirects a topic without a language, as in <c>?</c> links, to the user's language.</summary>
[AllowAnonymous]
public sealed class LeadModel : PageModel
{
    public IActionResult OnGet(string topic) =>
        Core.Help.HelpTexts.FindOrNull(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, topic) is { } own ? Redirect(own.Url) : NotFound();
}
