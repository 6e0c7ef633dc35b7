using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>The id of a message key: a scope (a chatbot, or a visitor who starts another conversation) and the device's own id of the message.</summary>
public readonly record struct MessageKeyId(string Value) : IId<MessageKeyId>
{
    public static MessageKeyId From(string value) => new(value);
}

/// <summary>The fact that a first message was received, by which its repetition finds the conversation that it began. Kept for ten minutes.</summary>
public sealed record MessageKey : ClientDocument<MessageKeyId>
{
    public static readonly CollectionDefinition<MessageKey> Collection = new CollectionDefinition<MessageKey>("message-keys")
        .Index(key => key.VisitorId).Expires(key => key.ExpiresAt)
        .ErasedWith(OwnerKind.Visitor, key => key.VisitorId);

    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Without a token a device's id is all that tells one visitor from another, so only one that nobody can guess is believed.</summary>
    public static bool IsUnguessable(string id) => Guid.TryParseExact(id, "D", out var uuid) && uuid is { Version: 4, Variant: >= 8 and <= 11 };

    public required VisitorId VisitorId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId MessageId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
