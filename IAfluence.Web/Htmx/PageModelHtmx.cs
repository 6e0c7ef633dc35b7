using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IAfluence.Web.Htmx;

/// <summary>One handler answers a plain request and one of htmx's: with the page or a region of it, with a redirect or its htmx equivalent.</summary>
public static class PageModelHtmx
{
    // What htmx then asks for is the whole page, as when a link is boosted.
    private static readonly Dictionary<string, string> _asPage = new() { [HtmxHeaders.Boosted] = "true" };

    /// <summary>The region's partial for a request that htmx makes for it; the whole page otherwise. The partial's model is the page.</summary>
    /// <param name="name">Of the partial beside the page, such as <c>_ChatbotList</c>.</param>
    /// <param name="status">422 for input that was refused.</param>
    public static IActionResult PageOrFragment(this PageModel page, string name, int status = StatusCodes.Status200OK)
    {
        VaryByHtmx(page.HttpContext);
        if (page.Request.WantsFragment())
            return page.Fragment(name, status);
        page.Response.StatusCode = status;
        return page.Page();
    }

    /// <summary>The region's partial, whoever asks.</summary>
    public static PartialViewResult Fragment(this PageModel page, string name, int status = StatusCodes.Status200OK) => new()
    {
        ViewName = name,
        StatusCode = status,
        ViewData = new ViewDataDictionary(page.ViewData) { Model = page },
        TempData = page.TempData,
    };

    /// <summary>Success of a write: a redirect for a plain post; for htmx a navigation that needs no reload (HX-Location).</summary>
    public static IActionResult RedirectOrLocation(this PageModel page, string pageName, object? values = null)
    {
        VaryByHtmx(page.HttpContext);
        if (!page.Request.IsHtmx())
            return page.RedirectToPage(pageName, values);
        var path = page.Url.Page(pageName, values) ?? throw new InvalidOperationException($"There is no page '{pageName}'.");
        page.Response.Headers[HtmxHeaders.Location] = JsonSerializer.Serialize(new { path, target = "body", headers = _asPage });
        return new NoContentResult();
    }

    /// <summary>News for other regions of the page, as one event named <c>room:what</c>.</summary>
    public static void Trigger(this PageModel page, string name) => page.Response.Headers[HtmxHeaders.Trigger] = name;

    private static void VaryByHtmx(HttpContext context) =>
        context.Response.Headers.AppendCommaSeparatedValues("Vary", HtmxHeaders.Request, HtmxHeaders.Boosted, HtmxHeaders.HistoryRestore);
}
