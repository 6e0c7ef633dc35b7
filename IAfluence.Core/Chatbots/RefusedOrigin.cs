using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>An origin whose widget was turned away in the last days, kept so that an admin may allow it with one click.</summary>
public sealed record RefusedOrigin : ClientDocument<RefusedOriginId>
{
    public static readonly CollectionDefinition<RefusedOrigin> Collection = new CollectionDefinition<RefusedOrigin>("refused-origins")
        .IndexDescending(origin => origin.LastSeenAt, origin => origin.ChatbotId)
        .Expires(origin => origin.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, refused => refused.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    public required string Origin { get; init; }

    /// <summary>How many calls; those of the same minute may be counted once.</summary>
    public long Count { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
