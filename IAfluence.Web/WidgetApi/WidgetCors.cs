namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Adds the cross-origin headers of the widget API to every response. They are set when the response starts, because the exception handler
/// removes earlier headers, and a page that cannot read an error treats it as a network failure. Preflight requests contain no key or token,
/// so they are always allowed; the request itself is checked. Credentials are not allowed, because the widget has no cookies.
/// </summary>
public sealed class WidgetCors(RequestDelegate next)
{
    private static readonly object _omitted = new();

    /// <summary>The path of the widget API.</summary>
    internal const string Api = "/widget/v1";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(Api))
            context.Response.OnStarting(Apply, context);
        return next(context);
    }

    /// <summary>Omits the headers, so that a page of an origin that is not allowed cannot read the response.</summary>
    public static void OmitHeaders(HttpContext context) => context.Items[_omitted] = true;

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
        if (!context.Items.ContainsKey(_omitted) && context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = "Retry-After";
        }

        return Task.CompletedTask;
    }
}
