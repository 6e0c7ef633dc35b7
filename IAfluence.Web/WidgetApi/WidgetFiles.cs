namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Sets the headers of the widget's scripts. Every site can load them, because they contain no private data. The panel is cached
/// indefinitely, because its name changes with its content; the loader for minutes, so that a new version spreads quickly.
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
