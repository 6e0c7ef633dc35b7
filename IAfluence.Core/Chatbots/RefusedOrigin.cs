using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>An origin that was refused in the last days. Kept so that an admin can allow it with one click.</summary>
public sealed record RefusedOrigin : ClientDocument<RefusedOriginId>
{
    public static readonly CollectionDefinition<RefusedOrigin> Collection = new CollectionDefinition<RefusedOrigin>("refused-origins")
        .IndexDescending(origin => origin.LastSeenAt, origin => origin.ChatbotId)
        .Expires(origin => origin.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, refused => refused.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    public required string Origin { get; init; }

    /// <summary>The number of refused calls; calls within one minute may be counted once.</summary>
    public long Count { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
