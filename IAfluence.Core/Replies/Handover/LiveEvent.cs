using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Core.Replies.Handover;

/// <summary>What happens in a conversation while a human is awaited or in play.</summary>
public abstract record LiveEvent
{
    private LiveEvent()
    {
    }

    /// <summary>Where the conversation stands now.</summary>
    public sealed record StateChanged(ConversationState Now) : LiveEvent;

    /// <summary>A human wrote.</summary>
    public sealed record MessageSent(Message Message) : LiveEvent;

    /// <summary>A human is writing.</summary>
    public sealed record Typing(string? Name) : LiveEvent;
}
