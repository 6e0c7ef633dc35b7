using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Testing;

/// <summary>How <see cref="LoopbackOpenAi"/> replies to one call, in OpenAI's words or, where its messages are called, in Anthropic's.</summary>
public abstract record UpstreamReply
{
    public abstract Task SendAsync(HttpContext context, UpstreamCall call);

    /// <summary>
    /// The reply that a model's name asks for: <c>quota</c>, <c>rate-limit</c>, <c>error-500</c>, <c>error-503</c>, <c>unauthorized</c>, <c>bad-request</c>,
    /// <c>too-long</c>, <c>cut</c> (after 5 tokens), <c>cut-at-once</c>, <c>hang</c>, <c>hang-after-5</c>, <c>slow</c> (50 ms a token), <c>stream-error</c>, <c>body-error</c>, <c>no-usage</c>, <c>garbage</c>, <c>split</c>,
    /// <c>length</c>, <c>filter</c>, <c>cut-after-N</c>, <c>hang-after-N</c>, <c>stream-error-after-N</c>, <c>continues</c> (see <see cref="ContinuingReply"/>), any of them with <c>-again</c> (the same by another model, whose circuit is its own), <c>plain</c> (no stream), <c>cites</c> (a mark, a known citation and an unknown one); any other name: forty words at once.
    /// </summary>
    public static UpstreamReply ByName(string model) => model switch
    {
        "quota" => Refuses(429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota"),
        "rate-limit" => Refuses(429, "Rate limit reached for requests.", "rate_limit_exceeded", "requests", retryAfter: "7"),
        "error-500" => Refuses(500, "The server had an error while processing your request.", "", "server_error"),
        "error-503" => Refuses(503, "The engine is currently overloaded, please try again later.", "", "server_error"),
        "unauthorized" => Refuses(401, "Incorrect API key provided.", "invalid_api_key", "invalid_request_error"),
        "bad-request" => Refuses(400, "Invalid value for 'messages'.", "invalid_value", "invalid_request_error"),
        "too-long" => Refuses(400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded", "invalid_request_error"),
        "cut" => Words() with { CutAfter = 5 },
        "cut-at-once" => Words() with { CutAfter = 0 },
        "hang" => Words() with { HangAfter = 0 },
        "hang-after-5" => Words() with { HangAfter = 5 },
        "slow" => Words(20, TimeSpan.FromMilliseconds(50)),
        "stream-error" => Words() with { ErrorAfter = 5 },
        "body-error" => Body("""{"error":{"message":"The model is at capacity.","type":"overloaded_error","code":null}}"""),
        "no-usage" => Words() with { Usage = false },
        "garbage" => Body("data: {\"choices\":[{\"delta\":{\"content\":\"a\"\n\ndata: <html>\n\n", "text/event-stream"),
        "split" => Words("L’été où l’élève naïf goûta 🍰 chez Zoé — ça alors !") with { SplitBytes = true },
        "length" => Words() with { FinishReason = "length" },
        "filter" => Words(5) with { FinishReason = "content_filter" },
        _ when model.StartsWith("cut-after-", StringComparison.Ordinal) => Words() with { CutAfter = NumberOf(model) },
        _ when model.StartsWith("hang-after-", StringComparison.Ordinal) => Words() with { HangAfter = NumberOf(model) },
        _ when model.StartsWith("stream-error-after-", StringComparison.Ordinal) => Words() with { ErrorAfter = NumberOf(model) },
        "continues" => new ContinuingReply(Words()),
        "cites" => Words("[[answered]] Le pain coûte quatre euros vingt [1]. Il est cuit au feu de bois [9]."),
        _ when model.EndsWith(Again, StringComparison.Ordinal) => ByName(model[..^Again.Length]),
        "plain" => Body("""{"choices":[{"index":0,"message":{"role":"assistant","content":"Une réponse entière."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":4}}"""),
        _ => Words(),
    };

    /// <summary>So many words ("mot1 mot2 …"), each a token of its own.</summary>
    public static StreamedReply Words(int count = 40, TimeSpan delay = default) =>
        new([.. Enumerable.Range(1, count).Select(number => (number == 1 ? "" : " ") + "mot" + number.ToString(CultureInfo.InvariantCulture))]) { Delay = delay };

    /// <summary>This text, a token for each word.</summary>
    public static StreamedReply Words(string text) =>
        new([.. text.Split(' ').Select((word, index) => (index == 0 ? "" : " ") + word)]);

    /// <summary>A refusal in the words of the API that is called; the facts are given as OpenAI names them.</summary>
    public static UpstreamReply Refuses(int status, string message, string code, string type, string? retryAfter = null) =>
        new RefusalReply(status, message, code, type, retryAfter);

    /// <summary>This body as it stands, with status 200 unless told.</summary>
    public static UpstreamReply Body(string body, string contentType = "application/json", int status = 200) => new BodyReply(status, body, contentType, null);

    /// <summary>These bytes, each piece flushed by itself.</summary>
    public static UpstreamReply Pieces(params byte[][] pieces) => new PiecesReply(pieces);

    private const string Again = "-again";

    private static int NumberOf(string model) => int.Parse(model.AsSpan(model.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private sealed record BodyReply(int Status, string Content, string ContentType, string? RetryAfter) : UpstreamReply
    {
        public override async Task SendAsync(HttpContext context, UpstreamCall call)
        {
            context.Response.StatusCode = Status;
            context.Response.ContentType = ContentType;
            if (RetryAfter is not null)
                context.Response.Headers.RetryAfter = RetryAfter;
            await context.Response.WriteAsync(Content);
        }
    }

    private sealed record RefusalReply(int Status, string Message, string Code, string Type, string? RetryAfter) : UpstreamReply
    {
        public override Task SendAsync(HttpContext context, UpstreamCall call)
        {
            // Anthropic tells a used-up credit with 400, and an overload with 529.
            var status = (call.IsAnthropic, Code, Status) switch { (true, "insufficient_quota", _) => 400, (true, _, 503) => 529, _ => Status };
            return new BodyReply(status, UpstreamDialect.Of(call).Refusal(Message, Code, Type), "application/json", RetryAfter).SendAsync(context, call);
        }
    }

    private sealed record PiecesReply(byte[][] All) : UpstreamReply
    {
        public override async Task SendAsync(HttpContext context, UpstreamCall call)
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var piece in All)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                if (All.Length < 20)
                    await Task.Delay(5, context.RequestAborted);
            }
        }
    }
}
