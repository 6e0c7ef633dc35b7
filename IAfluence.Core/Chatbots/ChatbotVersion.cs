using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>An immutable published version of a chatbot's settings. Messages and attempts refer to the version that answered.</summary>
public sealed record ChatbotVersion : ClientDocument<ChatbotVersionId>
{
    public static readonly CollectionDefinition<ChatbotVersion> Collection = new CollectionDefinition<ChatbotVersion>("chatbot-versions")
        .Unique(version => version.ChatbotId, version => version.Number)
        .ErasedWith(OwnerKind.Chatbot, version => version.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>Counts from 1 within the chatbot.</summary>
    public required long Number { get; init; }

    public required ChatbotSettings Settings { get; init; }

    /// <summary>The draft revision that was published; null for a direct change.</summary>
    public string? DraftRevision { get; init; }

    /// <summary>Null for the bootstrap file.</summary>
    public UserId? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
