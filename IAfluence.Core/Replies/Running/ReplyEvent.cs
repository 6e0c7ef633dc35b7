using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Core.Replies.Running;

/// <summary>What happens while a reply is made, in the order in which readers learn it. Its number is its place in the log, from 1.</summary>
public abstract record ReplyEvent
{
    private ReplyEvent()
    {
    }

    /// <summary>The visitor's message is on disk.</summary>
    public sealed record Start(ConversationId ConversationId, MessageId MessageId) : ReplyEvent;

    /// <summary>The next words.</summary>
    public sealed record Token(string Text) : ReplyEvent;

    /// <summary>The reply is on disk; nothing follows.</summary>
    /// <param name="FinishReason">How it ended.</param>
    /// <param name="Sources">Ordered by score, the best first; empty when the answer rests on none.</param>
    public sealed record Done(MessageId MessageId, FinishReason FinishReason, IReadOnlyList<MessageSource> Sources) : ReplyEvent;

    /// <summary>There will be no reply, or no more of it; nothing follows.</summary>
    /// <param name="Code">One of <see cref="ReplyErrors"/>.</param>
    public sealed record Failed(string Code) : ReplyEvent;
}
