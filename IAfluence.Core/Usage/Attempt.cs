using System.Text.Json.Serialization;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The owner of the provider account that pays for an attempt.</summary>
public enum BilledTo
{
    Agency,

    /// <summary>The client: the call was made with the client's own key.</summary>
    Client,
}

/// <summary>How an attempt ended.</summary>
public enum AttemptOutcome
{
    /// <summary>It has not ended. An open entry whose lease has ended belongs to a process that died.</summary>
    Open,
    Completed,
    Failed,

    /// <summary>The visitor stopped the reply or left.</summary>
    Cancelled,

    /// <summary>The model responded, but did not continue the existing text, so nothing of its response was shown.</summary>
    Discarded,

    /// <summary>Its process died. The sweeper closed it with estimated use.</summary>
    Interrupted,
}

/// <summary>The purpose of a call.</summary>
public enum AttemptPurpose
{
    /// <summary>A reply to a visitor. Only this purpose counts against a client's or chatbot's quota.</summary>
    [JsonStringEnumMemberName("answer")]
    Reply,

    /// <summary>An embedding of a text.</summary>
    Embedding,

    /// <summary>A summary of a conversation.</summary>
    Summary,

    /// <summary>A run of the test bench.</summary>
    Bench,

    /// <summary>A golden question that is checked before a version is published.</summary>
    Golden,

    /// <summary>A translation.</summary>
    Translation,
}

/// <summary>
/// An entry of the ledger: one call of one model. It is inserted as open before the provider is called, closed once, and not changed after that. It holds
/// ids and numbers but no text, name or address, so it can outlive retention and erasure.
/// </summary>
public sealed record Attempt : ClientDocument<AttemptId>
{
    public static readonly CollectionDefinition<Attempt> Collection = new CollectionDefinition<Attempt>("attempts")
        .Index(attempt => attempt.ReplyId, attempt => attempt.Number)
        .Index(attempt => attempt.ClosedAt)
        // Open entries have LeaseEndsAt and closed entries have ClosedAt, so one index serves both the sweeper and the usage counters.
        .IndexAcrossClients(attempt => attempt.LeaseEndsAt, attempt => attempt.ClosedAt)
        .ErasedByStep("The ledger is folded into the platform's totals before it is deleted.");

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>Not stored for replies: entries that were written before purposes existed count as replies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AttemptPurpose Purpose { get; init; }

    /// <summary>The published version of the chatbot; null when the call is not for a reply.</summary>
    public ChatbotVersionId? VersionId { get; init; }

    /// <summary>Null when the call is not for a reply.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The visitor's message; null when the call is not for a reply.</summary>
    public MessageId? MessageId { get; init; }

    /// <summary>Null when the call is not for a reply.</summary>
    public MessageId? ReplyId { get; init; }

    /// <summary>1 for the first model called for this reply, 2 for its first fallback, and so on; 1 when the call is not for a reply.</summary>
    public required int Number { get; init; }

    /// <summary>Whether it was to continue the text of an earlier attempt.</summary>
    public bool Continues { get; init; }

    public required ProviderId ProviderId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>The price at the time of the call, with which the cost is calculated.</summary>
    public required ModelPrice Price { get; init; }

    public BilledTo BilledTo { get; init; }

    public AttemptOutcome Outcome { get; init; }

    /// <summary>Why it failed; null when it did not fail.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>All prompt tokens, including cached ones.</summary>
    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Whether the tokens are estimates because the provider did not report them.</summary>
    public bool Estimated { get; init; }

    public long CostMicros { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the call to the first text, in microseconds; null when there was no text.</summary>
    public long? FirstTokenMicroseconds { get; init; }

    /// <summary>From the call to its end, in microseconds; null while open.</summary>
    public long? DurationMicroseconds { get; init; }

    /// <summary>When it was closed; null while open. The usage counters read entries in this order.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When an open entry counts as abandoned; null once closed.</summary>
    public DateTimeOffset? LeaseEndsAt { get; init; }

    /// <summary>Its tokens and cost in the form that quotas count; the number of messages is 0.</summary>
    public QuotaUse Use() => new(0, InputTokens + OutputTokens, CostMicros);
}
