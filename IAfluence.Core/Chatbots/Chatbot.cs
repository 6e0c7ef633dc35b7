using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot's identity and its published version. The settings are in <see cref="ChatbotVersion"/>.</summary>
public sealed record Chatbot : ClientDocument<ChatbotId>
{
    public static readonly CollectionDefinition<Chatbot> Collection = new CollectionDefinition<Chatbot>("chatbots")
        .Unique(chatbot => chatbot.Key)
        .Index(chatbot => chatbot.NameSortKey)
        .ErasedWithClient();

    /// <summary>The key in the bootstrap file: lowercase letters, digits and hyphens; unique within the client.</summary>
    public required string Key { get; init; }

    /// <summary>The public identifier in snippets and widget calls; unique in the installation.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The name in the published version, copied here for lists.</summary>
    public required string Name { get; init; }

    public required string NameSortKey { get; init; }

    /// <summary>When false, the chatbot does not answer and its widget is not shown.</summary>
    public bool Active { get; init; } = true;

    public required ChatbotVersionId PublishedVersionId { get; init; }

    /// <summary>The number of the latest version, starting at 1.</summary>
    public required long LatestNumber { get; init; }

    /// <summary>Increases with each change of the chatbot's knowledge. Data derived from passages refers to it.</summary>
    public long KnowledgeVersion { get; init; }

    /// <summary>The chatbot's own quota; null when only the client's applies. Not part of a version, because visitors do not see it.</summary>
    public Quota? Quota { get; init; }

    /// <summary>
    /// The secret that signs visitor identities, encrypted; null when the site signs none. Not part of a version, so that restoring a version
    /// does not restore an old secret.
    /// </summary>
    public string? ProtectedIdentitySecret { get; init; }

    public DateTimeOffset? DeletingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
