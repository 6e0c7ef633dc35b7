using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Shell;

/// <summary>Generates addresses of pages where no tag helper is available.</summary>
public static class PageUrls
{
    /// <param name="page">Such as <c>/Clients/Index</c>.</param>
    /// <param name="values">Route and query values.</param>
    /// <exception cref="InvalidOperationException">The page does not exist, or a route value is missing.</exception>
    public static string To(this IUrlHelper url, string page, object? values = null) =>
        url.Page(page, values) ?? throw new InvalidOperationException($"The page '{page}' does not exist, or a route value is missing.");
}
