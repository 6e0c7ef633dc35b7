using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The states of a conversation.</summary>
public enum ConversationState
{
    /// <summary>The chatbot replies.</summary>
    Open,

    /// <summary>The visitor waits for a human, or a human replies.</summary>
    Human,

    /// <summary>A member closed it. The visitor's next message opens it again.</summary>
    Closed,
}

/// <summary>A thread of messages between one visitor and one chatbot.</summary>
public sealed record Conversation : ClientDocument<ConversationId>
{
    public static readonly CollectionDefinition<Conversation> Collection = new CollectionDefinition<Conversation>("conversations")
        .IndexDescending(conversation => conversation.LastMessageAt)
        .IndexDescending(conversation => conversation.LastMessageAt, conversation => conversation.ChatbotId)
        .IndexDescending(conversation => conversation.LastMessageAt, conversation => conversation.LastOutcome)
        .IndexAcrossClients(conversation => conversation.LastMessageAt)
        .Index(conversation => conversation.VisitorId)
        .Expires(conversation => conversation.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, conversation => conversation.ChatbotId)
        .ErasedWith(OwnerKind.Visitor, conversation => conversation.VisitorId)
        .Owns(OwnerKind.Conversation, conversation => conversation.Id.Value)
        .Owns(OwnerKind.Visitor, conversation => conversation.VisitorId.Value);

    public required ChatbotId ChatbotId { get; init; }

    public required VisitorId VisitorId { get; init; }

    public ConversationState State { get; init; }

    /// <summary>The language of the visitor's page; one of the languages that visitors are addressed in.</summary>
    public required string Locale { get; init; }

    /// <summary>The address of the page on which it began, without query and fragment; null when unknown.</summary>
    public string? Page { get; init; }

    /// <summary>The beginning of the visitor's first message, for lists; at most 200 characters.</summary>
    public required string Opening { get; init; }

    /// <summary>The outcome of the last reply, also of one that failed without a message; null before the first reply.</summary>
    public ReplyOutcome? LastOutcome { get; init; }

    /// <summary>The number of messages and replies.</summary>
    public long MessageCount { get; init; }

    /// <summary>The cost of all attempts, in micro-dollars; derived from the ledger.</summary>
    public long CostMicros { get; init; }

    /// <summary>What replies from the cache have saved, in micro-dollars.</summary>
    public long SavedMicros { get; init; }

    /// <summary>The version of the consent text to which the visitor agreed; null when no consent was asked for.</summary>
    public string? ConsentVersion { get; init; }

    public DateTimeOffset? ConsentAt { get; init; }

    /// <summary>The facts that the site states about the visitor, signed ones first.</summary>
    public IReadOnlyList<VisitorFact> Facts { get; init; } = [];

    /// <summary>Whether facts were ever refused because their signature was invalid or expired.</summary>
    public bool FactsRefused { get; init; }

    /// <summary>When the visitor last asked for a human; null when the visitor never did.</summary>
    public DateTimeOffset? HumanAskedAt { get; init; }

    /// <summary>The request for a human (<see cref="HumanAskedAt"/>) of which the client's members were last notified.</summary>
    public DateTimeOffset? MembersToldAt { get; init; }

    /// <summary>When a human last started typing.</summary>
    public DateTimeOffset? TypingAt { get; init; }

    /// <summary>The public name of that human; null when visitors do not see a name.</summary>
    public string? TypingName { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastMessageAt { get; init; }

    /// <summary>When retention ends; extended by every message.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
