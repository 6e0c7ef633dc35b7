using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// A part of a knowledge text that is understandable by itself, and the unit of search. It is derived from the text and can be rebuilt at any
/// time.
/// </summary>
public sealed record Passage : ClientDocument<PassageId>
{
    public static readonly CollectionDefinition<Passage> Collection = new CollectionDefinition<Passage>("passages")
        .Index(passage => passage.TextId)
        .Index(passage => passage.ChatbotId, passage => passage.Locale)
        .Index(passage => passage.ChatbotId, passage => passage.Encoder)
        .IndexAcrossClients(passage => passage.Encoder)
        .Text(passage => passage.Terms, passage => passage.Scope)
        .ErasedWith(OwnerKind.Text, passage => passage.TextId)
        .ErasedWith(OwnerKind.Chatbot, passage => passage.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    public required KnowledgeTextId TextId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>The headings above the passage, outermost first.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>The passage in Markdown.</summary>
    public required string Text { get; init; }

    public string? Url { get; init; }

    public required string Locale { get; init; }

    /// <summary>The chatbot and the language. Passages of one scope are searched and ranked together.</summary>
    public required string Scope { get; init; }

    /// <summary>The terms from the analyser of the passage's language, with repetitions.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>Questions that visitors ask and that the text answers; empty when the author gave none.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The digest of everything that is encoded. Vectors with another digest belong to an older text.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The key of the encoder that made the vectors; null while there are none.</summary>
    public string? Encoder { get; init; }

    /// <summary>The vector of title and headings, packed by <see cref="SmallVector.Pack"/>; empty while there is none.</summary>
    public byte[] HeadingVector { get; init; } = [];

    /// <summary>The sentences in overlapping groups, in the order of the text, then the questions; empty while there are no vectors.</summary>
    public IReadOnlyList<PassageWindow> Windows { get; init; } = [];

    public static string ScopeOf(ChatbotId chatbotId, string locale) => $"{chatbotId}/{locale}";
}
