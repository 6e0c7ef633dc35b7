using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IAfluence.Web.Htmx;

/// <summary>Lets one handler answer plain and htmx requests: with the page or a fragment, with a redirect or its htmx equivalent.</summary>
public static class PageModelHtmx
{
    // htmx then requests the whole page, as for a boosted link.
    private static readonly Dictionary<string, string> _asPage = new() { [HtmxHeaders.Boosted] = "true" };

    /// <summary>Returns the partial for an htmx fragment request, otherwise the whole page. The partial's model is the page.</summary>
    /// <param name="name">The partial beside the page, such as <c>_ChatbotList</c>.</param>
    /// <param name="status">422 for invalid input.</param>
    public static IActionResult PageOrFragment(this PageModel page, string name, int status = StatusCodes.Status200OK)
    {
        VaryByHtmx(page.HttpContext);
        if (page.Request.WantsFragment())
            return page.Fragment(name, status);
        page.Response.StatusCode = status;
        return page.Page();
    }

    /// <summary>Returns the partial for any request.</summary>
    public static PartialViewResult Fragment(this PageModel page, string name, int status = StatusCodes.Status200OK) => new()
    {
        ViewName = name,
        StatusCode = status,
        ViewData = new ViewDataDictionary(page.ViewData) { Model = page },
        TempData = page.TempData,
    };

    /// <summary>The result of a successful write: a redirect for a plain post, or a navigation without a reload (HX-Location) for htmx.</summary>
    public static IActionResult RedirectOrLocation(this PageModel page, string pageName, object? values = null)
    {
        VaryByHtmx(page.HttpContext);
        if (!page.Request.IsHtmx())
            return page.RedirectToPage(pageName, values);
        var path = page.Url.Page(pageName, values) ?? throw new InvalidOperationException($"The page '{pageName}' does not exist.");
        page.Response.Headers[HtmxHeaders.Location] = JsonSerializer.Serialize(new { path, target = "body", headers = _asPage });
        return new NoContentResult();
    }

    /// <summary>Raises an event for other regions of the page, named <c>room:what</c>.</summary>
    public static void Trigger(this PageModel page, string name) => page.Response.Headers[HtmxHeaders.Trigger] = name;

    private static void VaryByHtmx(HttpContext context) =>
        context.Response.Headers.AppendCommaSeparatedValues("Vary", HtmxHeaders.Request, HtmxHeaders.Boosted, HtmxHeaders.HistoryRestore);
}
