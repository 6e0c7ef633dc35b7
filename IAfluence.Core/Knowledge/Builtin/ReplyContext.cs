using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// The question and what was found for it, passed to the adapter in the chat options. The built-in model answers from it; a vendor's model reads
/// the passages in the prompt instead. It is never sent to a vendor.
/// </summary>
/// <param name="Question">The visitor's message.</param>
/// <param name="Locale">The visitor's language.</param>
/// <param name="Retrieval">What the knowledge contains about the question.</param>
/// <param name="ChatbotName">The public name of the chatbot.</param>
/// <param name="HasHandover">Whether visitors of this chatbot can ask for a human.</param>
public sealed record ReplyContext(string Question, string Locale, Retrieval Retrieval, string ChatbotName, bool HasHandover)
{
    private const string Key = "iafluence.answer-context";

    public static void Attach(ChatOptions options, ReplyContext context) => (options.AdditionalProperties ??= [])[Key] = context;

    /// <returns>Null when the options contain no context.</returns>
    public static ReplyContext? FindOrNull(ChatOptions? options) =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(Key, out ReplyContext? context) ? context : null;
}
