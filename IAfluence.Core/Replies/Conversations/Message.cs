using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Who speaks.</summary>
public enum MessageRole
{
    Visitor,
    Assistant,
    Agent,
}

/// <summary>How a reply ended.</summary>
public enum FinishReason
{
    Stop,
    Length,
    Cancelled,
    Human,

    /// <summary>It broke off with an error: what was said is kept.</summary>
    Error,
}

/// <summary>One entry of a conversation.</summary>
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

    /// <summary>When it was stored; a conversation is read in this order, and by id within one millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id the visitor's device gave it, by which a repetition is known; null for none and for replies.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Of a human's message: who wrote it, as visitors are to know them; null when they are not.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Of a reply: the message it answers.</summary>
    public MessageId? ReplyTo { get; init; }

    /// <summary>Of a visitor's message: the reply it gets or got, whose id is fixed with it; null when a human is to answer.</summary>
    public MessageId? ReplyId { get; init; }

    public FinishReason? FinishReason { get; init; }

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    /// <summary>The version of the chatbot that was published when it was written.</summary>
    public required ChatbotVersionId VersionId { get; init; }

    /// <summary>Of a reply: the model that finished it.</summary>
    public ModelId? ModelId { get; init; }

    /// <summary>Of a reply from the cache: what a model took for it the first time, in micro-dollars. Null for every other message.</summary>
    public long? SavedMicros { get; init; }

    /// <summary>1 or -1 by the visitor.</summary>
    public int? Rating { get; init; }

    public string? RatingComment { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
