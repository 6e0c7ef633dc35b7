using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Testing;

/// <summary>
/// A model that gives its whole answer, or goes on with it where it is asked to: it reads the text so far in the request's last message, as
/// a model must, and answers with what follows.
/// </summary>
/// <param name="Whole">The answer it would give by itself.</param>
public sealed record ContinuingReply(StreamedReply Whole) : UpstreamReply
{
    private const string Opening = "<text_so_far>";
    private const string Closing = "</text_so_far>";

    /// <summary>Makes what is said of the text so far and the rest; the rest alone unless told.</summary>
    public Func<string, string, string> Says { get; init; } = (_, rest) => rest;

    public override Task SendAsync(HttpContext context, UpstreamCall call)
    {
        if (SoFar(call) is not { } said)
            return Whole.SendAsync(context, call);
        var rest = Whole.Text.StartsWith(said, StringComparison.Ordinal)
            ? Whole.Text[said.Length..]
            : throw new InvalidOperationException($"«{said}» is no beginning of the answer.");
        return (Whole with { Tokens = Split(Says(said, rest)) }).SendAsync(context, call);
    }

    /// <summary>The text that is to be gone on with, unbroken; null when nothing is.</summary>
    public static string? SoFar(UpstreamCall call)
    {
        var last = call.Messages[^1];
        var (from, to) = (last.IndexOf(Opening, StringComparison.Ordinal), last.LastIndexOf(Closing, StringComparison.Ordinal));
        return last.StartsWith("user: ", StringComparison.Ordinal) && from >= 0 ? last[(from + Opening.Length)..to] : null;
    }

    /// <summary>In pieces such as tokens are: a word with the space before it.</summary>
    private static List<string> Split(string text)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != ' ' && text[at] != '\n')
                continue;
            tokens.Add(text[start..at]);
            start = at;
        }

        if (start < text.Length)
            tokens.Add(text[start..]);
        return tokens;
    }
}
