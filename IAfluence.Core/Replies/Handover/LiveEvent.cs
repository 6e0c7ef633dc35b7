using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Core.Replies.Handover;

/// <summary>An event of a conversation that is handed over to a human.</summary>
public abstract record LiveEvent
{
    private LiveEvent()
    {
    }

    /// <summary>The conversation has a new state. It is also the first event for a new reader.</summary>
    public sealed record StateChanged(ConversationState Now) : LiveEvent;

    /// <summary>A human sent a message.</summary>
    public sealed record MessageSent(Message Message) : LiveEvent;

    /// <summary>A human is typing.</summary>
    public sealed record Typing(string? Name) : LiveEvent;
}
