using System.Globalization;
using IAfluence.Core.Help;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Help;

/// <summary>The public table of contents of the help.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public IReadOnlyList<HelpText> Topics { get; } = Core.Help.HelpTexts.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
