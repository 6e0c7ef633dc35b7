using IAfluence.Core.Providers;

namespace IAfluence.Core.Usage;

/// <summary>Sums ledger entries and figures. Not thread-safe.</summary>
internal sealed class UsageAccumulator
{
    private readonly SortedDictionary<ProviderFailure, long> _failures = [];
    private readonly long[] _firstToken = new long[LatencyBuckets.Count];
    private readonly long[] _duration = new long[LatencyBuckets.Count];
    private long _attempts, _completed, _failed, _cancelled, _discarded, _interrupted, _fallbacks, _estimated, _input, _cachedInput, _output, _cost;

    /// <exception cref="ArgumentException">The entry is open.</exception>
    public void Add(Attempt closed)
    {
        _attempts++;
        switch (closed.Outcome)
        {
            case AttemptOutcome.Completed:
                _completed++;
                if (closed.DurationMicroseconds is { } duration)
                    _duration[LatencyBuckets.Of(duration)]++;
                break;
            case AttemptOutcome.Failed:
                _failed++;
                Count(closed.Failure ?? ProviderFailure.Unknown, 1);
                break;
            case AttemptOutcome.Cancelled:
                _cancelled++;
                break;
            case AttemptOutcome.Discarded:
                _discarded++;
                break;
            case AttemptOutcome.Interrupted:
                _interrupted++;
                break;
            default:
                throw new ArgumentException("An open entry cannot be counted.", nameof(closed));
        }

        if (closed.FirstTokenMicroseconds is { } first)
            _firstToken[LatencyBuckets.Of(first)]++;
        _fallbacks += closed.Number > 1 ? 1 : 0;
        _estimated += closed.Estimated ? 1 : 0;
        _input += closed.InputTokens;
        _cachedInput += closed.CachedInputTokens;
        _output += closed.OutputTokens;
        _cost += closed.CostMicros;
    }

    public void Add(UsageFigures figures)
    {
        _attempts += figures.Attempts;
        _completed += figures.Completed;
        _failed += figures.Failed;
        _cancelled += figures.Cancelled;
        _discarded += figures.Discarded;
        _interrupted += figures.Interrupted;
        _fallbacks += figures.Fallbacks;
        _estimated += figures.Estimated;
        _input += figures.InputTokens;
        _cachedInput += figures.CachedInputTokens;
        _output += figures.OutputTokens;
        _cost += figures.CostMicros;
        foreach (var (failure, count) in figures.Failures)
            Count(failure, count);
        Merge(figures.FirstToken, _firstToken);
        Merge(figures.Duration, _duration);
    }

    public UsageFigures ToFigures() => new()
    {
        Attempts = _attempts,
        Completed = _completed,
        Failed = _failed,
        Failures = [.. _failures.Select(entry => new FailureCount(entry.Key, entry.Value))],
        Cancelled = _cancelled,
        Discarded = _discarded,
        Interrupted = _interrupted,
        Fallbacks = _fallbacks,
        Estimated = _estimated,
        InputTokens = _input,
        CachedInputTokens = _cachedInput,
        OutputTokens = _output,
        CostMicros = _cost,
        FirstToken = Histogram(_firstToken),
        Duration = Histogram(_duration),
    };

    private void Count(ProviderFailure failure, long count) => _failures[failure] = _failures.GetValueOrDefault(failure) + count;

    private static void Merge(LatencyHistogram histogram, long[] into)
    {
        for (var i = 0; i < histogram.Buckets.Count; i++)
            into[histogram.Buckets[i]] += histogram.Counts[i];
    }

    private static LatencyHistogram Histogram(long[] counts)
    {
        var filled = Enumerable.Range(0, counts.Length).Where(bucket => counts[bucket] > 0).ToList();
        return filled.Count == 0 ? LatencyHistogram.Empty : new LatencyHistogram { Buckets = filled, Counts = [.. filled.Select(bucket => counts[bucket])] };
    }
}
