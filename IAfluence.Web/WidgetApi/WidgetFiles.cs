namespace IAfluence.Web.WidgetApi;

/// <summary>
/// How the widget's scripts are served: to any site, since they hold nothing of anyone, the panel for ever, because its name changes
/// with its content, and the loader for minutes, so that a new version is soon everywhere.
/// </summary>
internal sealed class WidgetFiles(RequestDelegate next)
{
    private const string Loader = "/widget.js";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == Loader || (path.StartsWithSegments("/widget", out var rest) && !rest.StartsWithSegments("/v1")))
            context.Response.OnStarting(Set, context);
        return next(context);
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
            headers.CacheControl = context.Request.Path == Loader ? "public, max-age=300" : "public, max-age=31536000, immutable";
        return Task.CompletedTask;
    }
}
