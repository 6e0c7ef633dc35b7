using System.Text.Json.Serialization;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// An attempt at an answer that failed or was discarded, kept where failures are found without reading the ledger between them. Derived from the entry of the same id
/// together with the counters. Calls for other purposes are not listed here: no conversation leads to them.
/// </summary>
public sealed record FailedAttempt : ClientDocument<AttemptId>
{
    public static readonly CollectionDefinition<FailedAttempt> Collection = new CollectionDefinition<FailedAttempt>("failed-attempts")
        .IndexAcrossClients(failed => failed.At)
        .IndexAcrossClients(failed => failed.ModelId, failed => failed.At)
        .IndexAcrossClients(failed => failed.ChatbotId, failed => failed.At)
        .Expires(failed => failed.ExpiresAt)
        .ErasedWithClient();

    /// <summary>So long they are listed; the ledger keeps them for ever.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>When it failed.</summary>
    public required DateTimeOffset At { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId ReplyId { get; init; }

    public required int Number { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Null when it answered, but could not go on with what another had said.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>Whether the visitor had already read the beginning of the answer.</summary>
    [JsonPropertyName("inMidAnswer")]
    public bool InMidReply { get; init; }

    public long CostMicros { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether an entry is one of these.</summary>
    public static bool Is(Attempt closed) => closed.Purpose == AttemptPurpose.Reply && closed.Outcome is AttemptOutcome.Failed or AttemptOutcome.Discarded;

    /// <param name="failed">A closed entry that <see cref="Is"/> one.</param>
    public static FailedAttempt Of(Attempt failed)
    {
        // As it will be read from the store, also by whoever makes it of an entry that is not kept yet.
        var at = DocumentValue.Instant(failed.StartedAt + TimeSpan.FromMicroseconds(failed.DurationMicroseconds ?? 0));
        return new FailedAttempt
        {
            Id = failed.Id,
            ClientId = failed.ClientId,
            At = at,
            ChatbotId = failed.ChatbotId,
            ConversationId = failed.ConversationId!.Value,
            ReplyId = failed.ReplyId!.Value,
            Number = failed.Number,
            ModelId = failed.ModelId,
            Failure = failed.Outcome == AttemptOutcome.Discarded ? null : failed.Failure ?? ProviderFailure.Unknown,
            InMidReply = failed.Continues || failed.FirstTokenMicroseconds is not null,
            CostMicros = failed.CostMicros,
            ExpiresAt = at + KeptFor,
        };
    }
}
