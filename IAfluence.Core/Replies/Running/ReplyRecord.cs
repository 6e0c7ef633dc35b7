using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>
/// The reply's log as other processes and later requests find it: who makes it, the words so far (some hundred milliseconds behind
/// while it is made), and how it ended. It is kept for ten minutes after the end. Its id is the visitor's message.
/// </summary>
public sealed record ReplyRecord : ClientDocument<MessageId>
{
    public static readonly CollectionDefinition<ReplyRecord> Collection = new CollectionDefinition<ReplyRecord>("replies")
        .Index(record => record.ConversationId)
        .Expires(record => record.ExpiresAt)
        .ErasedWith(OwnerKind.Conversation, record => record.ConversationId)
        .OrphansOf(OwnerKind.Chatbot, record => record.ChatbotId);

    /// <summary>How long the events can be read again after the end.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    public required ConversationId ConversationId { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required MessageId ReplyId { get; init; }

    /// <summary>The process that makes it.</summary>
    public required InstanceId InstanceId { get; init; }

    public IReadOnlyList<string> Tokens { get; init; } = [];

    public FinishReason? FinishReason { get; init; }

    /// <summary>Of a failed reply, one of <see cref="ReplyErrors"/>.</summary>
    public string? ErrorCode { get; init; }

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }

    public bool Ended => FinishReason is not null || ErrorCode is not null;

    /// <summary>The events as the log had them.</summary>
    public IEnumerable<ReplyEvent> Events()
    {
        yield return new ReplyEvent.Start(ConversationId, Id);
        foreach (var token in Tokens)
            yield return new ReplyEvent.Token(token);
        if (ErrorCode is not null)
            yield return new ReplyEvent.Failed(ErrorCode);
        else if (FinishReason is { } reason)
            yield return new ReplyEvent.Done(ReplyId, reason, Sources);
    }
}
