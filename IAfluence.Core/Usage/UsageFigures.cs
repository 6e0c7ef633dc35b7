using IAfluence.Core.Providers;

namespace IAfluence.Core.Usage;

/// <summary>The number of attempts that failed with one kind of failure.</summary>
public sealed record FailureCount(ProviderFailure Failure, long Count);

/// <summary>
/// The sums of closed ledger entries. Counts, rates and latencies of replies need a filter on <see cref="AttemptPurpose.Reply"/>
/// (<see cref="UsageFilter.Purpose"/>); tokens and cost are read without that filter.
/// </summary>
public sealed record UsageFigures
{
    public static readonly UsageFigures None = new();

    /// <summary>The number of calls, including failed ones.</summary>
    public long Attempts { get; init; }

    /// <summary>Completed attempts. A reply is completed by one attempt, so for replies this is the number of messages to which a model replied.</summary>
    public long Completed { get; init; }

    public long Failed { get; init; }

    /// <summary>The failed attempts by kind of failure; kinds that did not occur are not listed.</summary>
    public IReadOnlyList<FailureCount> Failures { get; init; } = [];

    /// <summary>Attempts that ended because the visitor stopped the reply or left.</summary>
    public long Cancelled { get; init; }

    /// <summary>Attempts whose model responded but did not continue the existing text; nothing of them was shown.</summary>
    public long Discarded { get; init; }

    /// <summary>Attempts whose process died; their use is estimated.</summary>
    public long Interrupted { get; init; }

    /// <summary>Attempts that followed a failed attempt at the same reply.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Attempts whose tokens are estimates because the provider did not report them.</summary>
    public long Estimated { get; init; }

    /// <summary>All prompt tokens, including cached ones.</summary>
    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>In micro-dollars.</summary>
    public long CostMicros { get; init; }

    /// <summary>From the call to the first text, for attempts that had text.</summary>
    public LatencyHistogram FirstToken { get; init; } = LatencyHistogram.Empty;

    /// <summary>From the call to its end, for completed attempts only: the duration of a failure is mostly that of its time-out.</summary>
    public LatencyHistogram Duration { get; init; } = LatencyHistogram.Empty;

    /// <summary>
    /// The share of failed and discarded attempts among those that completed, failed or were discarded. Cancelled and interrupted attempts do not count,
    /// because they say nothing about the model.
    /// </summary>
    /// <returns>From 0 to 1; null when there is no such attempt.</returns>
    public double? ErrorRate() => Completed + Failed + Discarded is var decided and > 0 ? (Failed + Discarded) / (double)decided : null;
}
