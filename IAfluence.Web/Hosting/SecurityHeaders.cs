namespace IAfluence.Web.Hosting;

/// <summary>
/// Adds the security headers to every response: pages, files and errors. They are set when the response starts, because the exception handler
/// removes headers that were set before.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    /// <summary>Allows only a page's own files; no inline scripts and no inline styles.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private static readonly TimeSpan HttpsRemembered = TimeSpan.FromDays(365);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = IsWidget(context.Request.Path) ? "cross-origin" : "same-origin";
        if (address.IsHttps(context.Request))
            headers.StrictTransportSecurity = $"max-age={(int)HttpsRemembered.TotalSeconds}";
        return Task.CompletedTask;
    }

    // The loader and its files run on clients' sites.
    private static bool IsWidget(PathString path) => path == "/widget.js" || path.StartsWithSegments("/widget");
}
