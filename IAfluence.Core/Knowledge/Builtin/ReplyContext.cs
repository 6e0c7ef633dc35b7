using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// The question and its passages, passed to the adapter in the chat options. The built-in model answers from it; a vendor's model reads the
/// passages in the prompt instead. It is never sent to a vendor.
/// </summary>
/// <param name="Question">The visitor's message.</param>
/// <param name="Locale">The visitor's language.</param>
/// <param name="Passages">Best first, as the retriever gives them.</param>
public sealed record ReplyContext(string Question, string Locale, IReadOnlyList<RetrievedPassage> Passages)
{
    private const string Key = "iafluence.answer-context";

    public static void Attach(ChatOptions options, ReplyContext context) => (options.AdditionalProperties ??= [])[Key] = context;

    /// <returns>Null when the options contain no context.</returns>
    public static ReplyContext? FindOrNull(ChatOptions? options) =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(Key, out ReplyContext? context) ? context : null;
}
