using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Whose conversations a list shows.</summary>
public abstract record ConversationScope
{
    private ConversationScope()
    {
    }

    /// <summary>Every client's.</summary>
    public sealed record Everywhere(PlatformPass Pass) : ConversationScope;

    /// <summary>Those of several clients, for a member of all of them.</summary>
    public sealed record Of(IReadOnlyList<ClientId> ClientIds) : ConversationScope;

    /// <summary>One chatbot's.</summary>
    public sealed record OfChatbot(ClientId ClientId, ChatbotId ChatbotId) : ConversationScope;
}
