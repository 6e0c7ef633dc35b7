using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>Who a valid visitor token names.</summary>
public sealed record VisitorIdentity(ClientId ClientId, ChatbotId ChatbotId, VisitorId VisitorId, ConversationId ConversationId)
{
    /// <summary>The origin of the pages on which the token was given; null for a token of no page.</summary>
    public string? Origin { get; init; }
}

/// <summary>A visitor's message, its size and token checked.</summary>
public sealed record VisitorMessage
{
    public required PublishedChatbot Chatbot { get; init; }

    public required string Text { get; init; }

    /// <summary>Null for a visitor who has no token yet.</summary>
    public VisitorIdentity? Visitor { get; init; }

    /// <summary>True to go on with the token's conversation, false to begin one.</summary>
    public bool Continues { get; init; }

    /// <summary>The page it was written on, without query or fragment; null when not told.</summary>
    public string? Page { get; init; }

    /// <summary>The language they are spoken to in.</summary>
    public required string Locale { get; init; }

    /// <summary>Whether the message proves the work that the shield asks for; asked only while it does. Null where there is no shield.</summary>
    public Func<CancellationToken, ValueTask<bool>>? Proof { get; init; }

    /// <summary>What the site says of the visitor.</summary>
    public VisitorFacts Facts { get; init; } = VisitorFacts.None;

    /// <summary>By which a repetition is known; at most 64 characters. A visitor without a token is only believed a random UUID.</summary>
    public string? ClientMessageId { get; init; }
}

/// <summary>What became of a visitor's message.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>It is on disk and its reply is being made, or was made before.</summary>
    public sealed record Accepted(VisitorIdentity Visitor, IReplyReader Reply) : SendResult;

    /// <summary>Nothing was stored.</summary>
    /// <param name="Code">One of <see cref="ReplyErrors"/>.</param>
    public sealed record Refused(string Code) : SendResult;
}
