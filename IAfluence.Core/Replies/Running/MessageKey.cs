using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>The id of a message key: a scope (the chatbot, or a visitor who starts another conversation) and the id that the device gave the message.</summary>
public readonly record struct MessageKeyId(string Value) : IId<MessageKeyId>
{
    public static MessageKeyId From(string value) => new(value);
}

/// <summary>Records that the first message of a conversation was received, so that its repetition finds the conversation. Kept for 10 minutes.</summary>
public sealed record MessageKey : ClientDocument<MessageKeyId>
{
    public static readonly CollectionDefinition<MessageKey> Collection = new CollectionDefinition<MessageKey>("message-keys")
        .Index(key => key.VisitorId).Expires(key => key.ExpiresAt)
        .ErasedWith(OwnerKind.Visitor, key => key.VisitorId);

    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Whether an id is a random UUID (version 4). Without a token, the device's id alone identifies the visitor, so an id that can be guessed is not accepted.</summary>
    public static bool IsUnguessable(string id) => Guid.TryParseExact(id, "D", out var uuid) && uuid is { Version: 4, Variant: >= 8 and <= 11 };

    public required VisitorId VisitorId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId MessageId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
