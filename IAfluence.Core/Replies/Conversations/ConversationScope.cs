using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The conversations that a list contains.</summary>
public abstract record ConversationScope
{
    private ConversationScope()
    {
    }

    /// <summary>The conversations of all clients.</summary>
    public sealed record Everywhere(PlatformPass Pass) : ConversationScope;

    /// <summary>The conversations of several clients.</summary>
    public sealed record Of(IReadOnlyList<ClientId> ClientIds) : ConversationScope;

    /// <summary>The conversations of one chatbot.</summary>
    public sealed record OfChatbot(ClientId ClientId, ChatbotId ChatbotId) : ConversationScope;
}
