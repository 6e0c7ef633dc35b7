using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Help;

/// <summary>A topic without a language in its address, as the <c>?</c> links have it, leads to the reader's own.</summary>
[AllowAnonymous]
public sealed class LeadModel : PageModel
{
    public IActionResult OnGet(string topic) =>
        Core.Help.HelpTexts.FindOrNull(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, topic) is { } own ? Redirect(own.Url) : NotFound();
}
