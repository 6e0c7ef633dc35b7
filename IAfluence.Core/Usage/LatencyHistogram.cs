namespace IAfluence.Core.Usage;

/// <summary>How often each duration occurred, by <see cref="LatencyBuckets"/>; only buckets that hold something are stored.</summary>
public sealed record LatencyHistogram
{
    public static readonly LatencyHistogram Empty = new();

    /// <summary>Ascending.</summary>
    public IReadOnlyList<int> Buckets { get; init; } = [];

    /// <summary>How many samples each of <see cref="Buckets"/> holds.</summary>
    public IReadOnlyList<long> Counts { get; init; } = [];

    public long Samples => Counts.Sum();

    /// <summary>The sample of this rank (the smallest that so large a share of all does not exceed), at most <see cref="LatencyBuckets.MaxError"/> beside it.</summary>
    /// <param name="share">Above 0, at most 1: 0.95 for p95.</param>
    /// <returns>Null without samples.</returns>
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
