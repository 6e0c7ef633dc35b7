using IAfluence.Core.Providers;

namespace IAfluence.Core.Usage;

/// <summary>Measures one attempt while it runs and makes its closing entry. Not for several threads at once.</summary>
public sealed class AttemptMeter(Attempt opened, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long? _firstText;
    private long _weight;
    private (long Input, long CachedInput, long Output)? _reported;

    public Attempt Opened { get; } = opened;

    public void AddText(string text)
    {
        _firstText ??= time.GetTimestamp();
        _weight += TokenEstimator.Weigh(text);
    }

    /// <summary>What the provider says was used; the last word counts.</summary>
    /// <param name="inputTokens">All prompt tokens.</param>
    /// <param name="cachedInputTokens">Those of them that were cached.</param>
    public void Report(long inputTokens, long cachedInputTokens, long outputTokens) =>
        _reported = (inputTokens, cachedInputTokens, outputTokens);

    /// <summary>
    /// The entry as it is closed. A provider that reported no use is reckoned at our own count, marked as an estimate; one that
    /// failed before its first words has used nothing that it could bill.
    /// </summary>
    public Attempt Close(AttemptOutcome outcome, ProviderFailure? failure = null)
    {
        var spoke = _firstText is not null;
        var (input, cached, output) = _reported
            ?? (outcome == AttemptOutcome.Failed && !spoke ? (0, 0, 0) : (Opened.InputTokens, 0, TokenEstimator.TokensOf(_weight)));
        return Opened with
        {
            Outcome = outcome,
            Failure = failure,
            InputTokens = input,
            CachedInputTokens = cached,
            OutputTokens = output,
            Estimated = _reported is null,
            CostMicros = Opened.Price.CostMicros(input, cached, output),
            FirstTokenMicroseconds = _firstText is { } first ? Microseconds(_started, first) : null,
            DurationMicroseconds = Microseconds(_started, time.GetTimestamp()),
            ClosedAt = time.GetUtcNow(),
            LeaseEndsAt = null,
        };
    }

    private long Microseconds(long from, long to) => (long)time.GetElapsedTime(from, to).TotalMicroseconds;
}
