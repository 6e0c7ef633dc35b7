namespace IAfluence.Web.Hosting;

/// <summary>
/// Lets browsers cache files for a year when their address contains a digest of the content (<c>?v=</c>, added by asp-append-version). Other
/// files are revalidated with their ETag.
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
