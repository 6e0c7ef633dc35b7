using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IAfluence.Benchmarks.Chaos;

/// <summary>
/// The verb <c>flaky-upstream</c>: an OpenAI-compatible server whose models fail every other call at a random point, before the answer or
/// after any of its pieces. When asked to continue an answer of another model, it continues it. It counts its own usage, for comparison with
/// the product's.
/// </summary>
internal static partial class FlakyUpstream
{
    public const string SteadyModel = "steady";
    public const int InputTokens = 60;
    private const double FailingShare = 0.5;

    private static readonly ConcurrentDictionary<string, long> _books = new();

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapGet("/books", () => Results.Json(_books));
        app.MapPost("/v1/chat/completions", RespondAsync);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The answer of every model to a question with this number.</summary>
    public static string ReplyTo(int question) =>
        $"Réponse {question} :" + string.Concat(Enumerable.Range(0, 36).Select(n => $" mot{(question + (n * 7)) % 997}")) + ".";

    private static async Task RespondAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var asked = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: ct);
        var model = asked.GetProperty("model").GetString()!;
        var messages = asked.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!).ToList();
        var question = int.Parse(messages.Select(text => QuestionNumber().Match(text)).First(match => match.Success).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        var answer = ReplyTo(question);
        var pieces = Pieces().Matches(answer[SentOf(answer, messages[^1])..]).Select(match => match.Value).ToList();

        // Failures occur at any point: half of them before the response headers, half after some piece.
        var fails = model != SteadyModel && Random.Shared.NextDouble() < FailingShare;
        Note("calls", 1);
        Note(fails ? "failures" : "completed", 1);
        if (fails && Random.Shared.Next(2) == 0)
        {
            await RefuseAsync(context);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var failsAfter = fails ? Random.Shared.Next(pieces.Count + 1) : int.MaxValue;
        for (var n = 0; n < pieces.Count; n++)
        {
            if (n == failsAfter)
            {
                await BreakAsync(context);
                return;
            }

            await SendAsync(context, new { choices = new[] { new { index = 0, delta = new { content = pieces[n] }, finish_reason = (string?)null } } });
        }

        if (failsAfter == pieces.Count)
        {
            await BreakAsync(context);
            return;
        }

        await SendAsync(context, new { choices = new[] { new { index = 0, delta = new { }, finish_reason = "stop" } } });
        Note("outputTokens", pieces.Count);
        await SendAsync(context, new
        {
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = InputTokens, completion_tokens = pieces.Count, total_tokens = InputTokens + pieces.Count },
        });
        await context.Response.WriteAsync("data: [DONE]\n\n", ct);
    }

    /// <summary>The length of the part of the answer to continue from; 0 for a new question.</summary>
    private static int SentOf(string answer, string lastMessage)
    {
        for (var length = answer.Length; length >= 4; length--)
        {
            if (lastMessage.Contains(answer[..length], StringComparison.Ordinal))
                return length;
        }

        return 0;
    }

    private static async Task RefuseAsync(HttpContext context)
    {
        switch (Random.Shared.Next(4))
        {
            case 0:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync("""{"error":{"message":"The server had an error while processing your request.","type":"server_error","code":null}}""");
                break;
            case 1:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("""{"error":{"message":"The engine is currently overloaded, please try again later","type":"overloaded","code":null}}""");
                break;
            case 2:
                await context.Response.WriteAsync("""{"error":{"message":"Internal error","type":"server_error"}}""");
                break;
            default:
                context.Abort();
                break;
        }
    }

    private static async Task BreakAsync(HttpContext context)
    {
        switch (Random.Shared.Next(3))
        {
            case 0:
                await context.Response.WriteAsync("data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\"}}\n\n");
                break;
            case 1:
                await context.Response.WriteAsync("data: {\"choices\":[{\"del\n\n");
                break;
            default:
                await context.Response.BodyWriter.FlushAsync();
                context.Abort();
                break;
        }
    }

    private static async Task SendAsync(HttpContext context, object chunk)
    {
        var writer = context.Response.BodyWriter;
        writer.Write("data: "u8);
        await using (var json = new Utf8JsonWriter(writer))
            JsonSerializer.Serialize(json, chunk);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(context.RequestAborted);
    }

    private static void Note(string what, long count) => _books.AddOrUpdate(what, count, (_, before) => before + count);

    [GeneratedRegex("Question n° (\\d+)")]
    private static partial Regex QuestionNumber();

    [GeneratedRegex(" ?[^ ]+")]
    private static partial Regex Pieces();
}
