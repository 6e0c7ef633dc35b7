using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>The visitor and the conversation that a valid visitor token identifies.</summary>
public sealed record VisitorIdentity(ClientId ClientId, ChatbotId ChatbotId, VisitorId VisitorId, ConversationId ConversationId)
{
    /// <summary>The origin of the page for which the token was issued; null when it was issued without one.</summary>
    public string? Origin { get; init; }
}

/// <summary>A visitor's message after its size and token were checked.</summary>
public sealed record VisitorMessage
{
    public required PublishedChatbot Chatbot { get; init; }

    public required string Text { get; init; }

    /// <summary>Null for a visitor who has no token yet.</summary>
    public VisitorIdentity? Visitor { get; init; }

    /// <summary>True to continue the conversation of the token; false to begin a new one.</summary>
    public bool Continues { get; init; }

    /// <summary>The address of the page on which it was written, without query and fragment; null when unknown.</summary>
    public string? Page { get; init; }

    /// <summary>The language in which the visitor is addressed.</summary>
    public required string Locale { get; init; }

    /// <summary>Verifies the solved challenge of the message; called only when <see cref="ChallengePolicy"/> requires one. Null to require none.</summary>
    public Func<CancellationToken, ValueTask<bool>>? Proof { get; init; }

    /// <summary>The facts that the site states about the visitor.</summary>
    public VisitorFacts Facts { get; init; } = VisitorFacts.None;

    /// <summary>Identifies a repeated message; at most 64 characters. Without a token, only a random UUID is accepted.</summary>
    public string? ClientMessageId { get; init; }
}

/// <summary>The result of sending a visitor's message.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The message is durable, and its reply is in progress or complete.</summary>
    public sealed record Accepted(VisitorIdentity Visitor, IReplyReader Reply) : SendResult;

    /// <summary>The message was refused and not stored.</summary>
    /// <param name="Code">One of <see cref="ReplyErrors"/>.</param>
    public sealed record Refused(string Code) : SendResult;
}
