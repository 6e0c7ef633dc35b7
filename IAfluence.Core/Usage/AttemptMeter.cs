using IAfluence.Core.Providers;

namespace IAfluence.Core.Usage;

/// <summary>Measures one attempt while it runs, and creates its closed entry. Not thread-safe.</summary>
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

    /// <summary>Sets the use that the provider reports. A later report replaces an earlier one.</summary>
    /// <param name="inputTokens">All prompt tokens, including cached ones.</param>
    public void Report(long inputTokens, long cachedInputTokens, long outputTokens) =>
        _reported = (inputTokens, cachedInputTokens, outputTokens);

    /// <summary>
    /// Creates the closed entry. When the provider reported no use, the entry holds our own estimate and is marked as such. An attempt that failed before
    /// any text, without a report, counts no use.
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
