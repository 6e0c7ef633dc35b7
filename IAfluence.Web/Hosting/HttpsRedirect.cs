using System.Net;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>
/// Redirects http requests to the https address in PublicUrl. Without PublicUrl, or when it is an http address, requests are not redirected.
/// </summary>
internal sealed class HttpsRedirect(RequestDelegate next, IOptions<SiteOptions> site)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!site.Value.IsPublicHttps || request.IsHttps || IsInternal(request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = site.Value.PublicUrl!.TrimEnd('/') + request.PathBase + request.Path + request.QueryString;
        return Task.CompletedTask;
    }

    private static bool IsInternal(HttpRequest request) =>
        request.Path.StartsWithSegments("/health")
        || request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address))
        // An untrusted proxy reports https; a redirect would loop.
        || request.Headers["X-Forwarded-Proto"] == "https";
}
