using System.Net;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>
/// Leads visitors who came over http to the https address that PublicUrl names. An installation without one, or whose PublicUrl is
/// http, is served as it is asked for.
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
        // A proxy nobody declared trusted says the visitor came over https: redirecting would go round for ever.
        || request.Headers["X-Forwarded-Proto"] == "https";
}
