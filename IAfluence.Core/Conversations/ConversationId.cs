using IAfluence.Core.Storage;

namespace IAfluence.Core.Conversations;

/// <summary>The id of a conversation.</summary>
public readonly record struct ConversationId(string Value) : IId<ConversationId>
{
    public static ConversationId From(string value) => new(value);

    public override string ToString() => Value;
}
