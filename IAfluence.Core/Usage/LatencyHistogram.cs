namespace IAfluence.Core.Usage;

/// <summary>Counts of durations by <see cref="LatencyBuckets"/>. Empty buckets are not stored.</summary>
public sealed record LatencyHistogram
{
    public static readonly LatencyHistogram Empty = new();

    /// <summary>The indexes of the buckets that are not empty, ascending.</summary>
    public IReadOnlyList<int> Buckets { get; init; } = [];

    /// <summary>The number of samples in each of <see cref="Buckets"/>.</summary>
    public IReadOnlyList<long> Counts { get; init; } = [];

    public long Samples => Counts.Sum();

    /// <summary>Calculates a percentile, with an error of at most <see cref="LatencyBuckets.MaxError"/>.</summary>
    /// <param name="share">Greater than 0 and at most 1; for example 0.95 for p95.</param>
    /// <returns>Null when there are no samples.</returns>
    public TimeSpan? Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Samples);
        for (var i = 0; i < Buckets.Count; i++)
        {
            rank -= Counts[i];
            if (rank <= 0)
                return LatencyBuckets.Middle(Buckets[i]);
        }

        return null;
    }
}
