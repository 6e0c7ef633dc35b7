using System.Text;

namespace IAfluence.Benchmarks.Relay;

/// <summary>
/// The verb <c>upstream</c>: an OpenAI-compatible server that answers at once with a fixed number of tokens, each sent off by
/// itself as LLM servers do. The model named <see cref="HoldingModel"/> sends one token and then keeps the stream open.
/// </summary>
internal static class UpstreamServer
{
    public const string Model = "relay";
    public const string HoldingModel = "hold";
    public const int Tokens = 40;

    private static readonly byte[][] Chunks = [.. Enumerable.Range(0, Tokens).Select(n => Chunk($$"""{"index":0,"delta":{"content":" word{{n}}"},"finish_reason":null}"""))];
    private static readonly byte[] End =
    [
        .. Chunk("""{"index":0,"delta":{},"finish_reason":"stop"}"""),
        .. Chunk("", $$""","usage":{"prompt_tokens":60,"completion_tokens":{{Tokens}},"total_tokens":{{60 + Tokens}}}"""),
        .. "data: [DONE]\n\n"u8,
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/v1/chat/completions", AnswerAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, ct);
        var holds = body.GetBuffer().AsSpan(0, (int)body.Length).IndexOf("\"hold\""u8) >= 0;

        context.Response.ContentType = "text/event-stream";
        for (var n = 0; n < (holds ? 1 : Tokens); n++)
        {
            await context.Response.BodyWriter.WriteAsync(Chunks[n], ct);
        }
        if (holds)
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        else
            await context.Response.BodyWriter.WriteAsync(End, ct);
    }

    private static byte[] Chunk(string choice, string rest = "") => Encoding.UTF8.GetBytes(
        $"data: {{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"{Model}\",\"choices\":[{choice}]{rest}}}\n\n");
}
