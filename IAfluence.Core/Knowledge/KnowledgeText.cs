using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>A Markdown text from which a chatbot answers.</summary>
public sealed record KnowledgeText : ClientDocument<KnowledgeTextId>
{
    public static readonly CollectionDefinition<KnowledgeText> Collection = new CollectionDefinition<KnowledgeText>("knowledge-texts")
        .Unique(text => text.ChatbotId, text => text.Key)
        .Index(text => text.ChatbotId, text => text.TitleSortKey)
        .IndexAcrossClients(text => text.PassageFormat)
        .ErasedWith(OwnerKind.Chatbot, text => text.ChatbotId)
        .Owns(OwnerKind.Text, text => text.Id.Value);

    /// <summary>The maximum length in characters. The author must split longer texts.</summary>
    public const int MaxCharacters = 200_000;

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The key in the bootstrap file; unique within the chatbot.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required string TitleSortKey { get; init; }

    public required string Text { get; init; }

    /// <summary>The address at which visitors can read the text; null when there is none.</summary>
    public string? Url { get; init; }

    /// <summary>Questions that visitors ask and that the text answers, one on each line. They are searched with it; null when the author gave none.</summary>
    public string? Questions { get; init; }

    /// <summary>The language of the text, such as fr or en. It selects the analyser.</summary>
    public required string Locale { get; init; }

    public int PassageCount { get; init; }

    /// <summary>
    /// The <see cref="PassageBuilder.Format"/> of the stored passages. When it is older, <see cref="PassageIndexer"/> rebuilds them.
    /// </summary>
    public int PassageFormat { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
