using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>How an attempt ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Not yet: its lease says until when that is believed.</summary>
    Open,
    Completed,
    Failed,

    /// <summary>The visitor stopped it or left.</summary>
    Cancelled,

    /// <summary>It answered, but its words could not follow on those that the visitor had: nothing of it was shown.</summary>
    Discarded,

    /// <summary>Its process died; closed by the sweeper at the estimate.</summary>
    Interrupted,
}

/// <summary>
/// One call of one model: an entry of the ledger. Inserted as open before the provider is called, closed once, never changed after.
/// It holds ids and numbers, no text, name or address, so that it outlives retention and erasure.
/// </summary>
public sealed record Attempt : ClientDocument<AttemptId>
{
    public static readonly CollectionDefinition<Attempt> Collection = new CollectionDefinition<Attempt>("attempts")
        .Index(attempt => attempt.ReplyId, attempt => attempt.Number)
        .Index(attempt => attempt.ClosedAt)
        // Open entries have the one and closed entries the other: one index for the sweeper and for what follows the ledger.
        .IndexAcrossClients(attempt => attempt.LeaseEndsAt, attempt => attempt.ClosedAt)
        .ErasedByStep("The ledger is folded into the platform's totals before it is deleted.");

    public required ChatbotId ChatbotId { get; init; }

    public required ChatbotVersionId VersionId { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>The visitor's message.</summary>
    public required MessageId MessageId { get; init; }

    public required MessageId ReplyId { get; init; }

    /// <summary>1 for the first model asked for this reply, 2 for its first fallback …</summary>
    public required int Number { get; init; }

    /// <summary>True when it was to go on with what an earlier attempt had said.</summary>
    public bool Continues { get; init; }

    public required ProviderId ProviderId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>The price it is reckoned with, whatever the model costs later.</summary>
    public required ModelPrice Price { get; init; }

    /// <summary>Whose account at the provider pays.</summary>
    public BilledTo BilledTo { get; init; }

    public AttemptOutcome Outcome { get; init; }

    /// <summary>Why it failed, as a code of <see cref="ProviderFailure"/>; null unless failed.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>All prompt tokens, cached ones among them.</summary>
    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>True when the provider did not report the tokens and they were counted here.</summary>
    public bool Estimated { get; init; }

    public long CostMicros { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the call to the first words, in microseconds; null when none came.</summary>
    public long? FirstTokenMicroseconds { get; init; }

    /// <summary>From the call to its end, in microseconds; null while open.</summary>
    public long? DurationMicroseconds { get; init; }

    /// <summary>When it was closed; null while open. The order in which the counters take entries in.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Until when an open entry is believed to be alive; null once closed.</summary>
    public DateTimeOffset? LeaseEndsAt { get; init; }
}
