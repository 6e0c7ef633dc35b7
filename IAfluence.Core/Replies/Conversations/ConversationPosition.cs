using System.Globalization;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>A position in the list of conversations, which is ordered newest first.</summary>
/// <param name="At">The instant of the last message of the conversation at this position.</param>
public sealed record ConversationPosition(DateTimeOffset At, ConversationId Id)
{
    public static ConversationPosition Of(Conversation conversation) => new(conversation.LastMessageAt, conversation.Id);

    /// <returns>Null when the text was not written by <see cref="ToString"/>.</returns>
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

    /// <summary>Returns a text that can be used in a URL.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Whether the conversation follows this position in the list, which means it is older.</summary>
    public bool Precedes(Conversation conversation) =>
        conversation.LastMessageAt < At
        || (conversation.LastMessageAt == At && string.CompareOrdinal(conversation.Id.Value, Id.Value) < 0);
}
