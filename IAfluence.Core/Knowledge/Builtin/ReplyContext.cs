using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// What an answer may rest on, handed to adapters beside the prompt: a vendor's model reads the passages in the prompt itself, the
/// builtin one answers from this. It never leaves the server.
/// </summary>
/// <param name="Question">The visitor's words.</param>
/// <param name="Locale">The visitor's language.</param>
/// <param name="Passages">Best first, as the retriever gives them.</param>
public sealed record ReplyContext(string Question, string Locale, IReadOnlyList<RetrievedPassage> Passages)
{
    private const string Key = "iafluence.answer-context";

    public static void Attach(ChatOptions options, ReplyContext context) => (options.AdditionalProperties ??= [])[Key] = context;

    /// <returns>Null when none was attached.</returns>
    public static ReplyContext? FindOrNull(ChatOptions? options) =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(Key, out ReplyContext? context) ? context : null;
}
