using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Core.Replies.Running;

/// <summary>An event of a reply. Events are numbered by their position in the log, starting at 1.</summary>
public abstract record ReplyEvent
{
    private ReplyEvent()
    {
    }

    /// <summary>The visitor's message is durable. Always the first event.</summary>
    public sealed record Start(ConversationId ConversationId, MessageId MessageId) : ReplyEvent;

    /// <summary>The next piece of text.</summary>
    public sealed record Token(string Text) : ReplyEvent;

    /// <summary>The reply is durable. No event follows.</summary>
    /// <param name="Sources">The sources that the reply cites, in the order of its citations.</param>
    /// <param name="Outcome">Null when the message waits for a human, and for replies of versions that did not store it.</param>
    /// <param name="Suggestions">What the visitor may have meant; empty unless the reply is unsure.</param>
    public sealed record Done(
        MessageId MessageId, FinishReason FinishReason, IReadOnlyList<MessageSource> Sources, ReplyOutcome? Outcome, IReadOnlyList<string> Suggestions) : ReplyEvent;

    /// <summary>The reply failed. No event follows.</summary>
    /// <param name="Code">One of <see cref="ReplyErrors"/>.</param>
    public sealed record Failed(string Code) : ReplyEvent;
}
