using IAfluence.Core.Providers;

namespace IAfluence.Core.Usage;

/// <summary>How many attempts failed for one reason.</summary>
public sealed record FailureCount(ProviderFailure Failure, long Count);

/// <summary>
/// What closed entries of the ledger add up to. Whoever reads a count, rate or latency as one of answers selects <see cref="AttemptPurpose.Reply"/>
/// (<see cref="UsageFilter.Purpose"/>); tokens and money are read without it.
/// </summary>
public sealed record UsageFigures
{
    public static readonly UsageFigures None = new();

    /// <summary>Calls of models, failed ones too.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts that finished their answer. A reply is finished by one attempt, so of answers these are the messages answered by models.</summary>
    public long Completed { get; init; }

    public long Failed { get; init; }

    /// <summary>The failed ones by their reason; only those that occurred.</summary>
    public IReadOnlyList<FailureCount> Failures { get; init; } = [];

    /// <summary>Stopped by the visitor, or left.</summary>
    public long Cancelled { get; init; }

    /// <summary>They answered, but could not go on with what another had said: nothing of it was shown.</summary>
    public long Discarded { get; init; }

    /// <summary>Their process died; closed at the estimate.</summary>
    public long Interrupted { get; init; }

    /// <summary>Attempts that took over from another.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Attempts whose tokens were counted here because the provider did not report them.</summary>
    public long Estimated { get; init; }

    /// <summary>All prompt tokens, cached ones among them.</summary>
    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>In millionths of a US dollar.</summary>
    public long CostMicros { get; init; }

    /// <summary>From the call to the first words, of attempts that had any.</summary>
    public LatencyHistogram FirstToken { get; init; } = LatencyHistogram.Empty;

    /// <summary>From the call to its end, of completed attempts: a failure is as long as its time-out.</summary>
    public LatencyHistogram Duration { get; init; } = LatencyHistogram.Empty;

    /// <summary>Failed and discarded ones among those that a model decided: what visitors stopped or a crash cut says nothing about a model.</summary>
    /// <returns>0 to 1; null when no attempt was decided.</returns>
    public double? ErrorRate() => Completed + Failed + Discarded is var decided and > 0 ? (Failed + Discarded) / (double)decided : null;
}
