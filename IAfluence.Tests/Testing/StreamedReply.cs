using System.Text;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Testing;

/// <summary>A reply that streams tokens, to its end or until the fault it is given.</summary>
/// <param name="Tokens">The answer, token by token.</param>
public sealed record StreamedReply(IReadOnlyList<string> Tokens) : UpstreamReply
{
    /// <summary>Before each token; none: all leave together.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Entered before each token: it leaves when the test releases it.</summary>
    public SemaphoreSlim? Gate { get; init; }

    public bool Usage { get; init; } = true;

    public int PromptTokens { get; init; } = 100;

    public int CachedTokens { get; init; } = 60;

    public string FinishReason { get; init; } = "stop";

    /// <summary>Cuts the connection after so many tokens.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Says nothing more after so many tokens.</summary>
    public int? HangAfter { get; init; }

    /// <summary>Sends an error object within the stream after so many tokens.</summary>
    public int? ErrorAfter { get; init; }

    /// <summary>What <see cref="ErrorAfter"/> sends; null for a server's error as the dialect words it.</summary>
    public string? Error { get; init; }

    /// <summary>Flushes every few bytes, so that UTF-8 sequences and lines arrive in pieces.</summary>
    public bool SplitBytes { get; init; }

    public string Text => string.Concat(Tokens);

    public override async Task SendAsync(HttpContext context, UpstreamCall call)
    {
        context.Response.ContentType = "text/event-stream";
        var dialect = UpstreamDialect.Of(call);
        // A server that is cut or hangs before its first token has not begun at all.
        if (CutAfter != 0 && HangAfter != 0)
            await WriteAsync(context, dialect.Opening(this, call.Model));
        for (var sent = 0; sent <= Tokens.Count; sent++)
        {
            if (sent == CutAfter)
            {
                await context.Response.Body.FlushAsync();
                // What was flushed is given the time to arrive before the connection is reset.
                await Task.Delay(100);
                context.Abort();
                return;
            }

            if (sent == HangAfter)
            {
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            if (sent == ErrorAfter)
            {
                await WriteAsync(context, [Error is null ? dialect.Error() : $"data: {Error}\n\n"]);
                return;
            }

            if (sent == Tokens.Count)
                break;
            if (Gate is not null)
                await Gate.WaitAsync(context.RequestAborted);
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, context.RequestAborted);
            await WriteAsync(context, [dialect.Token(call.Model, Tokens[sent])]);
        }

        await WriteAsync(context, dialect.Closing(this, call.Model));
    }

    private async Task WriteAsync(HttpContext context, IEnumerable<string> events)
    {
        foreach (var text in events)
            await WriteAsync(context, text);
    }

    private async Task WriteAsync(HttpContext context, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var piece = SplitBytes ? 7 : bytes.Length;
        for (var at = 0; at < bytes.Length; at += piece)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)), context.RequestAborted);
            if (Delay > TimeSpan.Zero || SplitBytes || Gate is not null)
                await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
