using System.Collections.Concurrent;
using System.Text.Json;
using IAfluence.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>
/// A server that serves the widget that is built, and speaks the widget API as each test's own chatbot is told: for answers that no honest
/// server gives, streams that break at one certain byte, and people who join a conversation.
/// </summary>
public sealed class ScriptedWidgetApi : IAsyncDisposable
{
    private static readonly string Files = Path.Combine(Repository.Root, "IAfluence.Web", "wwwroot");

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ScriptedChatbot> _chatbots = new();

    private ScriptedWidgetApi(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<ScriptedWidgetApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new ScriptedWidgetApi(app);
        app.Run(api.ServeAsync);
        await app.StartAsync();
        return api;
    }

    /// <summary>A chatbot of the test's own.</summary>
    public ScriptedChatbot HasChatbot()
    {
        var chatbot = new ScriptedChatbot("pk_" + Guid.NewGuid().ToString("N")[..12]);
        return _chatbots[chatbot.Key] = chatbot;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "Retry-After";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var path = request.Path.Value!;
        if (request.Method == HttpMethods.Options)
        {
            response.Headers.AccessControlAllowHeaders = "authorization, content-type, last-event-id";
            response.Headers.AccessControlAllowMethods = "GET, POST, DELETE";
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (!path.StartsWith("/widget/v1/", StringComparison.Ordinal))
        {
            await SendFileAsync(response, path);
            return;
        }

        if (ChatbotOf(path, request.Headers.Authorization) is not { } chatbot)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = request.ContentLength > 0 ? await JsonDocument.ParseAsync(request.Body) : null;
        var call = new ScriptedCall(request.Method, path, body?.RootElement.Clone(), request.Headers.Authorization.ToString(), request.Headers["Last-Event-ID"].ToString(), context);
        try
        {
            await chatbot.RespondAsync(call);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The visitor left.
        }
    }

    // Conversations and tokens are named after their chatbot.
    private ScriptedChatbot? ChatbotOf(string path, string? authorization) =>
        _chatbots.Values.FirstOrDefault(chatbot => path.Contains(chatbot.Key, StringComparison.Ordinal) || authorization?.Contains(chatbot.Key, StringComparison.Ordinal) == true);

    private static async Task SendFileAsync(HttpResponse response, string path)
    {
        var file = Path.GetFullPath(Path.Combine(Files, path.TrimStart('/')));
        if (path.EndsWith(".js", StringComparison.Ordinal) && file.StartsWith(Files, StringComparison.Ordinal) && File.Exists(file))
        {
            response.ContentType = "text/javascript";
            await response.SendFileAsync(file);
        }
        else
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}

/// <summary>A call of the widget API, as it came.</summary>
public sealed record ScriptedCall(string Method, string Path, JsonElement? Body, string Authorization, string LastEventId, HttpContext Context)
{
    /// <summary>How many cookies came with it.</summary>
    public int Cookies { get; } = Context.Request.Cookies.Count;

    public string? Text(string property) => Body is { } body && body.TryGetProperty(property, out var value) ? value.GetString() : null;

    public Task SendAsync(object body, int status = StatusCodes.Status200OK)
    {
        Context.Response.StatusCode = status;
        return Context.Response.WriteAsJsonAsync(body, (JsonSerializerOptions?)null, status >= 400 ? "application/problem+json" : "application/json");
    }

    public Task RefuseAsync(int status, string code, string detail) => SendAsync(new { status, code, detail }, status);
}
