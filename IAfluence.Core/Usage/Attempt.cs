using System.Text.Json.Serialization;
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

/// <summary>What a model is called for.</summary>
public enum AttemptPurpose
{
    /// <summary>A reply to a visitor. Only this purpose counts against a client's or chatbot's quota.</summary>
    Reply,

    /// <summary>A vector for a text.</summary>
    Embedding,

    /// <summary>A summary of a conversation.</summary>
    Summary,

    /// <summary>A run of the test bench.</summary>
    Bench,

    /// <summary>A golden question, asked before a version is published.</summary>
    Golden,

    /// <summary>A translation.</summary>
    Translation,
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

    /// <summary>What the call is for. Not stored for answers, so that entries older than purposes are answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AttemptPurpose Purpose { get; init; }

    /// <summary>The version that was published; null when the call is not for an answer.</summary>
    public ChatbotVersionId? VersionId { get; init; }

    /// <summary>Null when the call is not for an answer.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The visitor's message; null when the call is not for an answer.</summary>
    public MessageId? MessageId { get; init; }

    /// <summary>Null when the call is not for an answer.</summary>
    public MessageId? ReplyId { get; init; }

    /// <summary>1 for the first model asked for this reply, 2 for its first fallback …; 1 when the call is not for an answer.</summary>
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

    /// <summary>Its tokens and its cost, as quotas count them; no message.</summary>
    public QuotaUse Use() => new(0, InputTokens + OutputTokens, CostMicros);
}
