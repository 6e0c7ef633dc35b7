using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot's settings as they are being edited; visitors never get them. No document means that nothing is unpublished.</summary>
public sealed record ChatbotDraft : ClientDocument<ChatbotId>
{
    public static readonly CollectionDefinition<ChatbotDraft> Collection = new CollectionDefinition<ChatbotDraft>("chatbot-drafts")
        .ErasedWith(OwnerKind.Chatbot, draft => draft.Id);

    /// <summary>The number of the version that the draft was based on.</summary>
    public required long BaseNumber { get; init; }

    /// <summary>
    /// The settings that the draft's changes are told by, where they are no version's: those of the published version, but for what is still
    /// contested. Null for the settings of the version <see cref="BaseNumber"/>.
    /// </summary>
    public ChatbotSettings? Base { get; init; }

    public required ChatbotSettings Settings { get; init; }

    /// <summary>Changes at each save. The version that publishes the draft names it (<see cref="ChatbotVersion.DraftRevision"/>).</summary>
    public required string Revision { get; init; }

    public UserId? ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
