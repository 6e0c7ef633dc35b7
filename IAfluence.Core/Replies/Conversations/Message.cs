using IAfluence.Core.Knowledge;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The author of a message.</summary>
public enum MessageRole
{
    Visitor,

    /// <summary>The chatbot.</summary>
    Assistant,

    /// <summary>A human of the client or the agency.</summary>
    Agent,
}

/// <summary>Why a reply ended.</summary>
public enum FinishReason
{
    /// <summary>The model completed it.</summary>
    Stop,

    /// <summary>It was cut at a length or time limit.</summary>
    Length,

    /// <summary>The visitor stopped it, or nobody read it.</summary>
    Cancelled,

    /// <summary>There is no reply: the message waits for a human.</summary>
    Human,

    /// <summary>It ended with an error; the text so far is stored.</summary>
    Error,
}

/// <summary>One message of a conversation: the visitor's, the chatbot's or a human's.</summary>
public sealed record Message : ClientDocument<MessageId>
{
    public static readonly CollectionDefinition<Message> Collection = new CollectionDefinition<Message>("messages")
        .Index(message => message.ConversationId, message => message.At)
        .Unique(message => message.ConversationId, message => message.ClientMessageId)
        .Expires(message => message.ExpiresAt)
        .ErasedWith(OwnerKind.Conversation, message => message.ConversationId)
        .OrphansOf(OwnerKind.Chatbot, message => message.ChatbotId);

    public required ConversationId ConversationId { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required MessageRole Role { get; init; }

    public required string Text { get; init; }

    /// <summary>When it was stored. Messages are ordered by this instant, and by id within the same millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id that the visitor's device gave the message, which identifies a repetition; null when there is none and for replies.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The public name of the human who wrote it; null when visitors do not see a name, and for other messages.</summary>
    public string? AuthorName { get; init; }

    /// <summary>The message to which this is the reply; null for other messages.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>The id of the reply to a visitor's message, fixed before the reply exists; null when a human replies, and for other messages.</summary>
    public MessageId? ReplyId { get; init; }

    /// <summary>Why a reply ended; null for other messages.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>What a reply did for its question; null for other messages, and for replies of versions that did not store it.</summary>
    public ReplyOutcome? Outcome { get; init; }

    /// <summary>What decided <see cref="Outcome"/>; null with it.</summary>
    public OutcomeReason? OutcomeReason { get; init; }

    /// <summary>The distinct sources that a reply cites, in the order of its citations: the first is cited as [1].</summary>
    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    /// <summary>The passages that a reply cites. Never shown to visitors; a follow-up question is answered with them too.</summary>
    public IReadOnlyList<PassageId> Passages { get; init; } = [];

    /// <summary>What the visitor may have meant, for a reply that is unsure; otherwise empty.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The version of the chatbot that was published at the time.</summary>
    public required ChatbotVersionId VersionId { get; init; }

    /// <summary>The model that completed the reply; null for other messages.</summary>
    public ModelId? ModelId { get; init; }

    /// <summary>The cost that a reply from the cache saved, in micro-dollars; null for every other message.</summary>
    public long? SavedMicros { get; init; }

    /// <summary>The visitor's rating of a reply: 1 or -1; null when not rated.</summary>
    public int? Rating { get; init; }

    public string? RatingComment { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class StoredMessages(ClientDocuments<Message> messages) : IStoredMessages
{
    public async Task<bool> IsStoredAsync(ClientId clientId, MessageId messageId, CancellationToken ct) =>
        await messages.FindOrNullAsync(clientId, messageId, ct) is not null;
}
