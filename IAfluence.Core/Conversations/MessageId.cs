using IAfluence.Core.Storage;

namespace IAfluence.Core.Conversations;

/// <summary>The id of a message of a conversation.</summary>
public readonly record struct MessageId(string Value) : IId<MessageId>
{
    public static MessageId From(string value) => new(value);

    public override string ToString() => Value;
}
