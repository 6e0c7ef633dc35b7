using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Where a conversation stands.</summary>
public enum ConversationState
{
    /// <summary>The chatbot answers.</summary>
    Open,

    /// <summary>A human is awaited or in play.</summary>
    Human,
    Closed,
}

/// <summary>One visitor's thread with one chatbot.</summary>
public sealed record Conversation : ClientDocument<ConversationId>
{
    public static readonly CollectionDefinition<Conversation> Collection = new CollectionDefinition<Conversation>("conversations")
        .IndexDescending(conversation => conversation.LastMessageAt)
        .IndexDescending(conversation => conversation.LastMessageAt, conversation => conversation.ChatbotId)
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

    /// <summary>The language of the visitor's page: one that visitors are spoken to in.</summary>
    public required string Locale { get; init; }

    /// <summary>The page it began on, without query or fragment; null when not told.</summary>
    public string? Page { get; init; }

    /// <summary>The visitor's first words, for lists; at most 200 characters.</summary>
    public required string Opening { get; init; }

    /// <summary>How many messages it holds, questions and replies.</summary>
    public long MessageCount { get; init; }

    /// <summary>What its attempts have cost, in millionths of a US dollar; derived from the ledger.</summary>
    public long CostMicros { get; init; }

    /// <summary>What answers from the cache have saved in it.</summary>
    public long SavedMicros { get; init; }

    /// <summary>What the visitor agreed to, by its version; null when nothing was asked.</summary>
    public string? ConsentVersion { get; init; }

    public DateTimeOffset? ConsentAt { get; init; }

    /// <summary>What the site says of the visitor; signed ones first.</summary>
    public IReadOnlyList<VisitorFact> Facts { get; init; } = [];

    /// <summary>Whether a signature on facts was once wrong or out of date.</summary>
    public bool FactsRefused { get; init; }

    /// <summary>When the visitor last asked for a human; null when they never did.</summary>
    public DateTimeOffset? HumanAskedAt { get; init; }

    /// <summary>When the client's members were last told of it.</summary>
    public DateTimeOffset? MembersToldAt { get; init; }

    /// <summary>When a human last began to write.</summary>
    public DateTimeOffset? TypingAt { get; init; }

    /// <summary>Who that was, as visitors are to know them; null when they are not.</summary>
    public string? TypingName { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastMessageAt { get; init; }

    /// <summary>When retention ends; moves with the last message.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
