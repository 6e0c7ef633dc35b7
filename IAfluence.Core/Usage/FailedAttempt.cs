using IAfluence.Core.Chatbots;
using IAfluence.Core.Conversations;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// An attempt that failed, kept where failures are found without reading the ledger between them. Derived from the entry of the same id
/// together with the counters.
/// </summary>
public sealed record FailedAttempt : ClientDocument<AttemptId>
{
    public static readonly CollectionDefinition<FailedAttempt> Collection = new CollectionDefinition<FailedAttempt>("failed-attempts")
        .IndexAcrossClients(failed => failed.At)
        .IndexAcrossClients(failed => failed.ModelId, failed => failed.At)
        .IndexAcrossClients(failed => failed.ChatbotId, failed => failed.At)
        .Expires(failed => failed.ExpiresAt);

    /// <summary>So long they are listed; the ledger keeps them for ever.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>When it failed.</summary>
    public required DateTimeOffset At { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId ReplyId { get; init; }

    public required int Number { get; init; }

    public required ModelId ModelId { get; init; }

    public required ProviderFailure Failure { get; init; }

    /// <summary>Whether the visitor had already read the beginning of the answer.</summary>
    public bool InMidAnswer { get; init; }

    public long CostMicros { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <param name="failed">A closed entry that failed.</param>
    public static FailedAttempt Of(Attempt failed)
    {
        var at = failed.DurationMicroseconds is { } duration ? failed.StartedAt + TimeSpan.FromMicroseconds(duration) : failed.StartedAt;
        return new FailedAttempt
        {
            Id = failed.Id,
            ClientId = failed.ClientId,
            At = at,
            ChatbotId = failed.ChatbotId,
            ConversationId = failed.ConversationId,
            ReplyId = failed.ReplyId,
            Number = failed.Number,
            ModelId = failed.ModelId,
            Failure = failed.Failure ?? ProviderFailure.Unknown,
            InMidAnswer = failed.FirstTokenMicroseconds is not null,
            CostMicros = failed.CostMicros,
            ExpiresAt = at + KeptFor,
        };
    }
}
