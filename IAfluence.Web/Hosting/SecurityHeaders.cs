namespace IAfluence.Web.Hosting;

/// <summary>
/// Puts the security headers on every answer, whoever wrote it: pages, files, errors. They are set at the last moment, because the
/// exception handler clears what was set before.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    /// <summary>What a page may load: its own files, no inline script, no inline style.</summary>
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

    // The loader and what it loads run on the clients' own sites.
    private static bool IsWidget(PathString path) => path == "/widget.js" || path.StartsWithSegments("/widget");
}
