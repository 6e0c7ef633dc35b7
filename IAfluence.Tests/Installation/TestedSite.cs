using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Installation;

/// <summary>A site on this machine that answers as a test tells it.</summary>
internal sealed class TestedSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestedSite(WebApplication app) => _app = app;

    public string Origin => _app.Urls.First();

    /// <summary>How it answers.</summary>
    public Func<HttpContext, Task> Respond { get; set; } = _ => Task.CompletedTask;

    public List<string> Asked { get; } = [];

    public static async Task<TestedSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new TestedSite(app);
        app.Run(context =>
        {
            lock (site.Asked)
                site.Asked.Add(context.Request.Path + context.Request.QueryString);
            return site.Respond(context);
        });
        await app.StartAsync();
        return site;
    }

    /// <summary>Has it answer with this page.</summary>
    public void Shows(string body, params (string Name, string Value)[] headers) => Respond = async context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        foreach (var (name, value) in headers)
            context.Response.Headers.Append(name, value);
        await context.Response.WriteAsync($"<!doctype html><html><head><title>Martin</title></head><body>{body}</body></html>");
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
