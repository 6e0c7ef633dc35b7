using IAfluence.Core.Usage;

namespace IAfluence.Tests.Usage;

/// <summary>Histograms of fixed buckets: what they say of durations is bounded in error and does not depend on how they were put together.</summary>
public sealed class CountingDurationsTests
{
    public static TheoryData<string> Distributions => ["even", "lognormal", "two humps", "one value"];

    [Theory]
    [MemberData(nameof(Distributions))]
    public void A_percentile_is_at_most_5_percent_beside_the_sample_of_its_rank(string distribution)
    {
        var random = new Random(7);
        var samples = Enumerable.Range(0, 5_000).Select(_ => Sample(distribution, random)).Order().ToList();
        var histogram = Of(samples);

        foreach (var share in new[] { 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1 })
        {
            var exact = samples[(int)Math.Ceiling(share * samples.Count) - 1];
            var error = Math.Abs(histogram.Percentile(share)!.Value.TotalMicroseconds - exact) / exact;
            Assert.True(error <= LatencyBuckets.MaxError, $"p{share * 100} of {distribution}: {error:P2}");
        }
    }

    [Fact]
    public void Every_duration_from_the_floor_to_a_quarter_of_an_hour_is_represented_within_the_error()
    {
        for (var microseconds = 100L; microseconds < 15 * 60 * 1_000_000L; microseconds = (long)(microseconds * 1.0173) + 1)
        {
            var represented = LatencyBuckets.Middle(LatencyBuckets.Of(microseconds)).TotalMicroseconds;
            Assert.InRange(represented / microseconds, 1 - LatencyBuckets.MaxError, 1 + LatencyBuckets.MaxError);
        }

        Assert.Equal(0, LatencyBuckets.Of(0));
        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of(long.MaxValue));
    }

    [Fact]
    public void Parts_merged_in_any_order_are_the_whole()
    {
        var random = new Random(11);
        var samples = Enumerable.Range(0, 900).Select(_ => Sample("lognormal", random)).ToList();
        var parts = samples.Chunk(100).Select(Of).ToList();

        foreach (var order in new[] { parts, [.. parts.AsEnumerable().Reverse()], [.. parts.OrderBy(_ => random.Next())] })
        {
            var tally = new UsageAccumulator();
            order.ForEach(part => tally.Add(UsageFigures.None with { FirstToken = part }));
            var merged = tally.ToFigures().FirstToken;
            Assert.Equal(Of(samples).Buckets, merged.Buckets);
            Assert.Equal(Of(samples).Counts, merged.Counts);
        }
    }

    [Fact]
    public void Empty_count_has_no_percentile() => Assert.Null(LatencyHistogram.Empty.Percentile(0.5));

    private static double Sample(string distribution, Random random) => distribution switch
    {
        "even" => random.Next(1_000, 30_000_000),
        "lognormal" => Math.Round(Math.Exp((random.NextDouble() + random.NextDouble() + random.NextDouble()) * 5)) + 200,
        "two humps" => random.Next(2) == 0 ? random.Next(90_000, 110_000) : random.Next(9_000_000, 11_000_000),
        _ => 123_456,
    };

    private static LatencyHistogram Of(IEnumerable<double> samples)
    {
        var counts = samples.GroupBy(sample => LatencyBuckets.Of((long)sample)).OrderBy(group => group.Key).ToList();
        return new LatencyHistogram { Buckets = [.. counts.Select(group => group.Key)], Counts = [.. counts.Select(group => (long)group.Count())] };
    }
}
