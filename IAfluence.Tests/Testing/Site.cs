using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>A client's web site: a real server on an origin of its own, with a front page and whatever other pages a test puts there.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, SitePage> _pages = new();
    private int _numbered;

    private Site(WebApplication app) => _app = app;

    public string Origin => _app.Urls.First();

    /// <summary>What the front page holds in its body, the snippet among it; may be changed at any time.</summary>
    public string Body { get; set; } = "";

    public string Language { get; set; } = "fr";

    public static async Task<Site> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new Site(app);
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/{**path}", site.ServeAsync);
        await app.StartAsync();
        return site;
    }

    /// <summary>Puts a page there; returns its address.</summary>
    /// <param name="path">Such as /shop/cart; a new one unless told.</param>
    public string Has(SitePage page, string? path = null)
    {
        path ??= "/page-" + Interlocked.Increment(ref _numbered);
        _pages[path] = page;
        return Origin + path;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (_pages.TryGetValue(path, out var page))
            return page.SendAsync(context.Response);
        if (path == "/")
            return new SitePage(Body) { Language = Language }.SendAsync(context.Response);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
