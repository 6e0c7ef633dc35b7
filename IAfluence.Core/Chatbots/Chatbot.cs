using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot: who it is and which version of it is published. What it says and how it looks is in <see cref="ChatbotVersion"/>.</summary>
public sealed record Chatbot : ClientDocument<ChatbotId>
{
    public static readonly CollectionDefinition<Chatbot> Collection = new CollectionDefinition<Chatbot>("chatbots")
        .Unique(chatbot => chatbot.Key)
        .Index(chatbot => chatbot.NameSortKey)
        .ErasedWithClient();

    /// <summary>Its name in the bootstrap file: lower-case letters, digits and hyphens; unique within the client.</summary>
    public required string Key { get; init; }

    /// <summary>Names it in snippets and widget calls; unique in the installation, and public.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The published version's name, kept here for lists.</summary>
    public required string Name { get; init; }

    public required string NameSortKey { get; init; }

    /// <summary>When off, it answers nobody and its widget does not show.</summary>
    public bool Active { get; init; } = true;

    public required ChatbotVersionId PublishedVersionId { get; init; }

    /// <summary>The number of the last version made; 1 for the first.</summary>
    public required long LatestNumber { get; init; }

    /// <summary>Raised at each change of its knowledge; what is derived from passages names it.</summary>
    public long KnowledgeVersion { get; init; }

    /// <summary>The ceiling on what it uses; null for none but its client's. Not of a version: it is nothing that visitors read.</summary>
    public Quota? Quota { get; init; }

    /// <summary>Signs what a site says of its visitors, encrypted; null while the site signs nothing. Not of a version: restoring one must not bring back an old secret.</summary>
    public string? ProtectedIdentitySecret { get; init; }

    public DateTimeOffset? DeletingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
