using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// How a model is asked to go on with an answer that another has begun: what was asked before stays as it is, and one more user turn
/// holds the text that the visitor has, verbatim and unbroken. No turn of the assistant is left open: current models refuse that.
/// </summary>
internal static class ContinuationPrompt
{
    public const string Opening = "<text_so_far>";
    public const string Closing = "</text_so_far>";

    /// <summary>What a model says that finds nothing missing; it is never shown.</summary>
    public const string NothingMissing = "[END]";

    private const string Before =
        "Your answer to my last message was interrupted on its way. What has arrived of it stands between the two tags, to the character as I see it, and it stays on my screen:";

    private const string After =
        $"""
        Write only what follows it, beginning with the very next character, so that both parts put together read as one answer.
        - Same language, same tone, same formatting.
        - No preface, no greeting, no apology, no quotation marks or tags around it, and nothing repeated of what is there.
        - If it stops inside a word, begin with the rest of that word. If it stops after a whole word, begin with the space that follows.
        - A list, a table or a code block that is open goes on; do not open it again.
        - If nothing is missing, write only {NothingMissing}
        """;

    public static IReadOnlyList<ChatMessage> Write(IReadOnlyList<ChatMessage> asked, string said) =>
        [.. asked, new ChatMessage(ChatRole.User, TextOf(said))];

    /// <summary>What the turn that holds the text adds to the prompt's own tokens.</summary>
    public static long EstimateTokens(string said) => TokenEstimator.Estimate(TextOf(said));

    private static string TextOf(string said) => $"{Before}\n\n{Opening}{said}{Closing}\n\n{After}";
}
