using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Shell;

/// <summary>Addresses of pages where a tag helper cannot make them.</summary>
public static class PageUrls
{
    /// <param name="page">Such as <c>/Clients/Index</c>.</param>
    /// <param name="values">Route values and query.</param>
    /// <exception cref="InvalidOperationException">There is no such page, or a route value is missing.</exception>
    public static string To(this IUrlHelper url, string page, object? values = null) =>
        url.Page(page, values) ?? throw new InvalidOperationException($"There is no page '{page}' with these values.");
}
