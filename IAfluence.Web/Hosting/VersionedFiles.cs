namespace IAfluence.Web.Hosting;

/// <summary>
/// Files that a page names with their content's digest (<c>?v=</c>, by asp-append-version) are kept by browsers for a year: another
/// content has another address. Everything else is asked for again with its ETag.
/// </summary>
internal sealed class VersionedFiles(RequestDelegate next)
{
    private static readonly string[] Folders = ["/css", "/js", "/img", "/lib"];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("v") && Array.Exists(Folders, folder => context.Request.Path.StartsWithSegments(folder)))
            context.Response.OnStarting(Keep, context.Response);
        return next(context);
    }

    private static Task Keep(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK)
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Task.CompletedTask;
    }
}
