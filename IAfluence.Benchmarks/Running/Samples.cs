namespace IAfluence.Benchmarks.Running;

/// <summary>Durations in milliseconds.</summary>
internal sealed class Samples(IEnumerable<double> milliseconds)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;

    public double Median => Percentile(0.5);

    /// <summary>The nearest rank, which is a measured value.</summary>
    public double Percentile(double share) =>
        _sorted.Length == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
