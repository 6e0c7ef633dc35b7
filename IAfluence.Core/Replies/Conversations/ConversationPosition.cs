using System.Globalization;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>A place in the list of conversations, newest first: what follows is older.</summary>
/// <param name="At">The last message of the conversation at that place.</param>
public sealed record ConversationPosition(DateTimeOffset At, ConversationId Id)
{
    public static ConversationPosition Of(Conversation conversation) => new(conversation.LastMessageAt, conversation.Id);

    /// <returns>Null for a text that <see cref="ToString"/> did not make.</returns>
    public static ConversationPosition? ParseOrNull(string? text)
    {
        if (text?.Split('-', 2) is not [var at, { Length: > 0 and <= 64 } id]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        return new ConversationPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new ConversationId(id));
    }

    /// <summary>Safe in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Whether the conversation comes after this place.</summary>
    public bool Precedes(Conversation conversation) =>
        conversation.LastMessageAt < At
        || (conversation.LastMessageAt == At && string.CompareOrdinal(conversation.Id.Value, Id.Value) < 0);
}
