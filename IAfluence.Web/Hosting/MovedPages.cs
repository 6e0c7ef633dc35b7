namespace IAfluence.Web.Hosting;

/// <summary>Redirects from former addresses of pages, which bookmarks and sent e-mails still contain.</summary>
internal static class MovedPages
{
    private static readonly (string Was, string Page)[] _moved =
    [
        ("/admin/llm/incidents", "/Incidents/Index"),
        ("/admin/llm/emails", "/Emails/Index"),
        ("/admin/chatbots/{clientId}/{chatbotId}/sites", "/Chatbots/Installation/Index"),
    ];

    public static void MapMovedPages(this IEndpointRouteBuilder app)
    {
        foreach (var (was, page) in _moved)
            app.MapGet(was, context => RedirectAsync(context, page));
    }

    private static Task RedirectAsync(HttpContext context, string page)
    {
        var links = context.RequestServices.GetRequiredService<LinkGenerator>();
        context.Response.Redirect(links.GetPathByPage(page, values: context.Request.RouteValues) + context.Request.QueryString, permanent: true);
        return Task.CompletedTask;
    }
}
