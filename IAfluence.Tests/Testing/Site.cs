using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>A client's web site: a real server on an origin of its own, with one page.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app) => _app = app;

    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>What the page holds in its body, the snippet among it; may be changed at any time.</summary>
    public string Body { get; set; } = "";

    public string Language { get; set; } = "fr";

    public static async Task<Site> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new Site(app);
        app.MapGet("/", () => Results.Content(
            $"""
            <!doctype html>
            <html lang="{site.Language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Boulangerie Martin</title></head>
            <body><main><h1>Boulangerie Martin</h1><p>Pains et viennoiseries.</p></main>
            {site.Body}
            </body></html>
            """,
            "text/html; charset=utf-8"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        await app.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
