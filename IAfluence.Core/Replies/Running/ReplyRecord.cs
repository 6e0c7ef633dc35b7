using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>
/// The stored copy of a reply's log, for other processes and later requests: the process that runs the reply, the text so far, and how it ended. While
/// the reply runs, the copy is about half a second behind. It is kept for 10 minutes after the end. Its id is that of the visitor's message.
/// </summary>
public sealed record ReplyRecord : ClientDocument<MessageId>
{
    public static readonly CollectionDefinition<ReplyRecord> Collection = new CollectionDefinition<ReplyRecord>("replies")
        .Index(record => record.ConversationId)
        .Expires(record => record.ExpiresAt)
        .ErasedWith(OwnerKind.Conversation, record => record.ConversationId)
        .OrphansOf(OwnerKind.Chatbot, record => record.ChatbotId);

    /// <summary>How long the events can be read after the end.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    public required ConversationId ConversationId { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required MessageId ReplyId { get; init; }

    /// <summary>The process that runs the reply.</summary>
    public required InstanceId InstanceId { get; init; }

    public IReadOnlyList<string> Tokens { get; init; } = [];

    public FinishReason? FinishReason { get; init; }

    /// <summary>One of <see cref="ReplyErrors"/> when the reply failed; otherwise null.</summary>
    public string? ErrorCode { get; init; }

    public ReplyOutcome? Outcome { get; init; }

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    public IReadOnlyList<string> Suggestions { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }

    public bool Ended => FinishReason is not null || ErrorCode is not null;

    /// <summary>Rebuilds the events of the log.</summary>
    public IEnumerable<ReplyEvent> Events()
    {
        yield return new ReplyEvent.Start(ConversationId, Id);
        foreach (var token in Tokens)
            yield return new ReplyEvent.Token(token);
        if (ErrorCode is not null)
            yield return new ReplyEvent.Failed(ErrorCode);
        else if (FinishReason is { } reason)
            yield return new ReplyEvent.Done(ReplyId, reason, Sources, Outcome, Suggestions);
    }
}
