using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Errors;

/// <summary>What a browser shows when a request failed; requests are sent here again by the status, whatever their verb, and never linked.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    /// <summary>The status whose words are shown; statuses without words of their own are shown as their class.</summary>
    public int Shown { get; private set; }

    public string TraceId => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Opened by its address rather than by a failure, it is a page that does not exist.
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
            Code = Response.StatusCode = StatusCodes.Status404NotFound;
        Shown = Code is 400 or 403 or 404 or 429 ? Code : Code < 500 ? 404 : 500;
    }
}
