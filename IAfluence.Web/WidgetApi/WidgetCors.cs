namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Cross-origin headers of the widget API, on every answer whoever wrote it: they are set at the last moment, because the exception
/// handler clears what was set before, and a page that may not read a failure takes it for a broken network. A preflight is let through
/// from anywhere, since it carries neither key nor token; the request itself decides. No credentials: the widget has no cookies.
/// </summary>
public sealed class WidgetCors(RequestDelegate next)
{
    private static readonly object _withdrawn = new();

    /// <summary>Where the widget API is.</summary>
    internal const string Api = "/widget/v1";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(Api))
            context.Response.OnStarting(Apply, context);
        return next(context);
    }

    /// <summary>Leaves the headers out: a page of an origin that is not allowed learns nothing.</summary>
    public static void Withdraw(HttpContext context) => context.Items[_withdrawn] = true;

    public static IResult Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Last-Event-ID, Accept";
        headers.AccessControlMaxAge = "7200";
        return TypedResults.NoContent();
    }

    private static Task Apply(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (!context.Items.ContainsKey(_withdrawn) && context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = "Retry-After";
        }

        return Task.CompletedTask;
    }
}
