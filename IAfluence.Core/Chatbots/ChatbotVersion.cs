using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>One published state of a chatbot; never changed once written. Messages and attempts name the one that answered.</summary>
public sealed record ChatbotVersion : ClientDocument<ChatbotVersionId>
{
    public static readonly CollectionDefinition<ChatbotVersion> Collection = new CollectionDefinition<ChatbotVersion>("chatbot-versions")
        .Unique(version => version.ChatbotId, version => version.Number)
        .ErasedWith(OwnerKind.Chatbot, version => version.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>1, 2, 3 … within the chatbot.</summary>
    public required long Number { get; init; }

    public required ChatbotSettings Settings { get; init; }

    /// <summary>The revision of the draft that it published; null when it was published past the draft.</summary>
    public string? DraftRevision { get; init; }

    /// <summary>Who published it; null for the bootstrap file.</summary>
    public UserId? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
