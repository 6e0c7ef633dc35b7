using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace IAfluence.Benchmarks.Relay;

/// <summary>
/// The verb <c>upstream</c>: an OpenAI-compatible server that answers with a fixed number of tokens, each sent separately as LLM servers do. One
/// model answers immediately, one waits briefly before its first token, and one sends a single token and keeps the stream open.
/// </summary>
internal static class UpstreamServer
{
    public const string InstantModel = "instant";
    public const string ThinkingModel = "thinking";
    public const string HoldingModel = "holding";
    /// <summary>The name prefix of models that fail immediately.</summary>
    public const string FailingModel = "failing-";

    /// <summary>A model whose credit is exhausted.</summary>
    public const string UsedUpModel = "used-up";

    public const int Tokens = 40;

    /// <summary>Shorter than that of any real model.</summary>
    public static readonly TimeSpan Thought = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        // Without this setting, the transport's thread would combine several tokens into one send.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/v1/chat/completions", RespondAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task RespondAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var asked = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: ct);
        var model = asked.GetProperty("model").GetString()!;
        if (model == ThinkingModel)
            await Task.Delay(Thought, ct);

        if (model.StartsWith(FailingModel, StringComparison.Ordinal) || model == UsedUpModel)
        {
            context.Response.StatusCode = model == UsedUpModel ? StatusCodes.Status429TooManyRequests : StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsJsonAsync(
                new { error = new { message = "It failed.", type = "server_error", code = model == UsedUpModel ? "insufficient_quota" : null } }, ct);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var id = "chatcmpl-" + context.TraceIdentifier;
        var writer = context.Response.BodyWriter;
        for (var n = 0; n < Tokens; n++)
        {
            await SendAsync(writer, new { id, @object = "chat.completion.chunk", created = 1_700_000_000, model, choices = new[] { Choice(new { content = " word" }, null) } }, ct);
            if (model != HoldingModel)
                continue;
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }
        await SendAsync(writer, new { id, @object = "chat.completion.chunk", created = 1_700_000_000, model, choices = new[] { Choice(new { }, "stop") } }, ct);
        var usage = new { prompt_tokens = 60, completion_tokens = Tokens, total_tokens = 60 + Tokens };
        await SendAsync(writer, new { id, @object = "chat.completion.chunk", created = 1_700_000_000, model, choices = Array.Empty<object>(), usage }, ct);
        await writer.WriteAsync("data: [DONE]\n\n"u8.ToArray(), ct);
    }

    private static object Choice(object delta, string? finishReason) => new { index = 0, delta, finish_reason = finishReason };

    private static async Task SendAsync(PipeWriter writer, object chunk, CancellationToken ct)
    {
        writer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(writer))
            JsonSerializer.Serialize(json, chunk);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(ct);
    }
}
