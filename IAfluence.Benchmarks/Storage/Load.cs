using System.Diagnostics;
using IAfluence.Benchmarks.Running;

namespace IAfluence.Benchmarks.Storage;

/// <summary>The throughput of several callers, each calling again as soon as the previous call returns.</summary>
internal sealed record Load(Samples Samples, double PerSecond, double CpuMicroseconds)
{
    public static async Task<Load> RunAsync(int callers, TimeSpan time, Func<Random, Task> call)
    {
        await RunAsync(callers, time / 5, call, []);
        var durations = new List<double>();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await RunAsync(callers, time, call, durations);
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return new Load(
            new Samples(durations),
            durations.Count / elapsed.TotalSeconds,
            (process.TotalProcessorTime - cpu).TotalMicroseconds / durations.Count);
    }

    private static async Task RunAsync(int callers, TimeSpan time, Func<Random, Task> call, List<double> durations)
    {
        var start = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var before = Stopwatch.GetTimestamp();
                await call(random);
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            return own;
        })));
        foreach (var run in runs)
            durations.AddRange(run);
    }
}
