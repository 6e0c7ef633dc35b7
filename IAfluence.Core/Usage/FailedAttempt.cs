using System.Text.Json.Serialization;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// A failed or discarded attempt at a reply, in a collection of its own so that failures are listed without reading the whole ledger. It is derived from
/// the ledger entry with the same id, together with the counters. Calls for other purposes belong to no conversation and are not listed.
/// </summary>
public sealed record FailedAttempt : ClientDocument<AttemptId>
{
    public static readonly CollectionDefinition<FailedAttempt> Collection = new CollectionDefinition<FailedAttempt>("failed-attempts")
        .IndexAcrossClients(failed => failed.At)
        .IndexAcrossClients(failed => failed.ModelId, failed => failed.At)
        .IndexAcrossClients(failed => failed.ChatbotId, failed => failed.At)
        .Expires(failed => failed.ExpiresAt)
        .ErasedWithClient();

    /// <summary>How long failures are listed; the ledger keeps them without limit.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>When it failed.</summary>
    public required DateTimeOffset At { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId ReplyId { get; init; }

    public required int Number { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Null for a discarded attempt, whose model responded but did not continue the existing text.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>Whether the visitor had already received the beginning of the reply.</summary>
    [JsonPropertyName("inMidAnswer")]
    public bool InMidReply { get; init; }

    public long CostMicros { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a closed entry is listed as a failed attempt.</summary>
    public static bool Is(Attempt closed) => closed.Purpose == AttemptPurpose.Reply && closed.Outcome is AttemptOutcome.Failed or AttemptOutcome.Discarded;

    /// <param name="failed">A closed entry for which <see cref="Is"/> returns true.</param>
    public static FailedAttempt Of(Attempt failed)
    {
        // Rounded as the store does, so that it equals the stored one even when it is created from an entry that is not projected yet.
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
