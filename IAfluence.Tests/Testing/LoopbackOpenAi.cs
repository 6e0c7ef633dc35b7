using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>
/// A real server on loopback that speaks OpenAI's chat completions and Anthropic's messages, faults included. What it does is told by <see cref="Enqueue"/>
/// for the next call, by <see cref="Behaves"/> for a model, or else by the model's own name (see <see cref="UpstreamReply.ByName"/>).
/// </summary>
public sealed class LoopbackOpenAi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<UpstreamReply> _next = new();
    private readonly ConcurrentDictionary<string, UpstreamReply> _models = new();
    private readonly ConcurrentQueue<UpstreamCall> _calls = new();
    private int _open;

    private LoopbackOpenAi(WebApplication app) => _app = app;

    /// <summary>What a provider's baseUrl is set to.</summary>
    public string BaseUrl => _app.Urls.First() + "/v1";

    /// <summary>What a baseUrl of kind anthropic is set to.</summary>
    public string AnthropicBaseUrl => BaseUrl[..^3];

    /// <summary>What GET of a path answers, such as "/v1/models"; every other is 404.</summary>
    public ConcurrentDictionary<string, string> Pages { get; } = new();

    public IReadOnlyList<UpstreamCall> Calls => [.. _calls];

    /// <summary>Its embeddings API.</summary>
    public LoopbackEmbeddings Embeddings { get; } = new();

    /// <summary>The calls of <see cref="Pages"/> that were found, with their headers.</summary>
    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Headers)> PageCalls { get; } = new();

    /// <summary>Answers under way: back to zero once a caller who left was noticed.</summary>
    public int OpenResponses => Volatile.Read(ref _open);

    public static async Task<LoopbackOpenAi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var upstream = new LoopbackOpenAi(app);
        app.MapPost("/v1/chat/completions", upstream.RespondAsync);
        app.MapPost("/v1/messages", upstream.RespondAsync);
        app.MapPost("/v1/embeddings", upstream.Embeddings.RespondAsync);
        app.MapGet("/{**path}", upstream.PageAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>Replies to the next call that has not been told otherwise, whatever its model.</summary>
    public LoopbackOpenAi Enqueue(params UpstreamReply[] replies)
    {
        foreach (var reply in replies)
            _next.Enqueue(reply);
        return this;
    }

    /// <summary>Replies to every call of this model from now on.</summary>
    public LoopbackOpenAi Behaves(string model, UpstreamReply reply)
    {
        _models[model] = reply;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task PageAsync(HttpContext context)
    {
        if (!Pages.TryGetValue(context.Request.Path, out var page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("404 page not found");
            return;
        }

        PageCalls.Enqueue((context.Request.Path + context.Request.QueryString.Value, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(page);
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var call = new UpstreamCall(
            json.RootElement.GetProperty("model").GetString()!,
            context.Request.Headers.Authorization.FirstOrDefault(),
            json.RootElement.Clone())
        {
            Path = context.Request.Path,
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        _calls.Enqueue(call);
        if (!_next.TryDequeue(out var reply) && !_models.TryGetValue(call.Model, out reply))
            reply = UpstreamReply.ByName(call.Model);

        Interlocked.Increment(ref _open);
        try
        {
            await reply.SendAsync(context, call);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}

/// <summary>A call that the loopback server received.</summary>
/// <param name="Model">The model it asked for.</param>
/// <param name="Authorization">The header as it came; null for none.</param>
/// <param name="Body">The whole request.</param>
public sealed record UpstreamCall(string Model, string? Authorization, JsonElement Body)
{
    public string Path { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsAnthropic => Path.EndsWith("/messages", StringComparison.Ordinal);

    /// <summary>The messages as "role: content".</summary>
    public IReadOnlyList<string> Messages =>
        [.. Body.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("role")}: {message.GetProperty("content")}")];
}
