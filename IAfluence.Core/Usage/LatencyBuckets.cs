namespace IAfluence.Core.Usage;

/// <summary>
/// The fixed buckets in which durations are counted. Each bucket is 10 % wider than the one before, from 0.1 ms to 18 minutes. Fixed buckets let histograms
/// of different counters be added. A percentile of the sum differs from the true sample by at most 5 %, whatever the distribution.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>The maximum relative error of a percentile. Below <see cref="Floor"/>, the absolute error is at most <see cref="Floor"/>.</summary>
    public const double MaxError = 0.05;

    /// <summary>The number of buckets.</summary>
    public const int Count = 171;

    /// <summary>Shorter durations are counted in the first bucket.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMicroseconds(FloorMicroseconds);

    private const double Growth = 1.1;
    private const double FloorMicroseconds = 100;
    private static readonly double LogGrowth = Math.Log(Growth);

    /// <returns>The index of the bucket, from 0 to <see cref="Count"/> - 1.</returns>
    public static int Of(long microseconds) => microseconds < FloorMicroseconds
        ? 0
        : Math.Min(Count - 1, 1 + (int)(Math.Log(microseconds / FloorMicroseconds) / LogGrowth));

    /// <summary>The value that stands for all samples of a bucket: the geometric mean of its bounds.</summary>
    public static TimeSpan Middle(int bucket) => bucket == 0
        ? Floor / 2
        : TimeSpan.FromMicroseconds(FloorMicroseconds * Math.Pow(Growth, bucket - 0.5));
}
