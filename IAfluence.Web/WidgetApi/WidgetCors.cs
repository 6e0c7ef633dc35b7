namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Cross-origin headers of the widget API. A preflight is let through from anywhere, since it carries neither key nor token; the
/// request itself decides. No credentials: the widget has no cookies.
/// </summary>
public static class WidgetCors
{
    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = "Retry-After";
        }

        // The API answers pages of other sites, whose policies may ask for this.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    public static void Withdraw(HttpResponse response)
    {
        response.Headers.Remove("Access-Control-Allow-Origin");
        response.Headers.Remove("Access-Control-Expose-Headers");
    }

    public static IResult Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Last-Event-ID, Accept";
        headers.AccessControlMaxAge = "7200";
        return TypedResults.NoContent();
    }
}
