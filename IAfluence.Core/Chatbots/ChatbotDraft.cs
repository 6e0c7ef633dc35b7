using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot's unpublished settings, which visitors do not see. Without a document, everything is published.</summary>
public sealed record ChatbotDraft : ClientDocument<ChatbotId>
{
    public static readonly CollectionDefinition<ChatbotDraft> Collection = new CollectionDefinition<ChatbotDraft>("chatbot-drafts")
        .ErasedWith(OwnerKind.Chatbot, draft => draft.Id);

    /// <summary>The number of the version the draft is based on.</summary>
    public required long BaseNumber { get; init; }

    /// <summary>
    /// The base for computing the draft's changes when it is not a version's settings: the published settings, except for unresolved conflicts.
    /// Null when the base is the version <see cref="BaseNumber"/>.
    /// </summary>
    public ChatbotSettings? Base { get; init; }

    public required ChatbotSettings Settings { get; init; }

    /// <summary>Changes with each save. The version that publishes the draft refers to it (<see cref="ChatbotVersion.DraftRevision"/>).</summary>
    public required string Revision { get; init; }

    public UserId? ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
