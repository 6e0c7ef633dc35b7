namespace IAfluence.Core.Usage;

/// <summary>
/// The fixed buckets in which durations are counted: each is a tenth wider than the one before, from a tenth of a millisecond to 18
/// minutes. So every counter's histogram can be added to every other's, and a figure read from the sum is at most 5 % beside the
/// sample it stands for, whatever the distribution.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>How far a percentile can be from the sample of that rank, as a share of it; below <see cref="Floor"/> it is at most that far.</summary>
    public const double MaxError = 0.05;

    /// <summary>How many buckets there are.</summary>
    public const int Count = 171;

    /// <summary>Everything shorter counts in the first bucket.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMicroseconds(FloorMicroseconds);

    private const double Growth = 1.1;
    private const double FloorMicroseconds = 100;
    private static readonly double LogGrowth = Math.Log(Growth);

    /// <returns>0 to <see cref="Count"/> - 1.</returns>
    public static int Of(long microseconds) => microseconds < FloorMicroseconds
        ? 0
        : Math.Min(Count - 1, 1 + (int)(Math.Log(microseconds / FloorMicroseconds) / LogGrowth));

    /// <summary>What a bucket's samples are taken to be: the geometric middle of its bounds, equally far from both.</summary>
    public static TimeSpan Middle(int bucket) => bucket == 0
        ? Floor / 2
        : TimeSpan.FromMicroseconds(FloorMicroseconds * Math.Pow(Growth, bucket - 0.5));
}
