using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>A text that a chatbot knows, in Markdown.</summary>
public sealed record KnowledgeText : ClientDocument<KnowledgeTextId>
{
    public static readonly CollectionDefinition<KnowledgeText> Collection = new CollectionDefinition<KnowledgeText>("knowledge-texts")
        .Unique(text => text.ChatbotId, text => text.Key)
        .Index(text => text.ChatbotId, text => text.TitleSortKey)
        .ErasedWith(OwnerKind.Chatbot, text => text.ChatbotId)
        .Owns(OwnerKind.Text, text => text.Id.Value);

    /// <summary>The longest text, in characters; longer ones are split by whoever writes them.</summary>
    public const int MaxCharacters = 200_000;

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>Its name in the bootstrap file; unique within the chatbot.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required string TitleSortKey { get; init; }

    public required string Text { get; init; }

    /// <summary>Where visitors can read it; null when nowhere.</summary>
    public string? Url { get; init; }

    /// <summary>The language it is written in, which decides its stems: fr, en, or another.</summary>
    public required string Locale { get; init; }

    public int PassageCount { get; init; }

    /// <summary>The way its passages were made in, so that those of an older one are made anew.</summary>
    public int PassageFormat { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
