using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// The prompt that asks a model to continue the text of another model. The original messages stay unchanged; one more user message holds the exact text
/// that the visitor has. There is no open assistant message, because current models reject that.
/// </summary>
internal static class ContinuationPrompt
{
    public const string Opening = "<text_so_far>";
    public const string Closing = "</text_so_far>";

    /// <summary>The text with which a model reports that nothing is missing. It is never shown.</summary>
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

    /// <summary>Estimates the tokens that the additional message adds to the prompt.</summary>
    public static long EstimateTokens(string said) => TokenEstimator.Estimate(TextOf(said));

    private static string TextOf(string said) => $"{Before}\n\n{Opening}{said}{Closing}\n\n{After}";
}
