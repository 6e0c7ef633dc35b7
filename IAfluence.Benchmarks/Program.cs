using IAfluence.Benchmarks;
using IAfluence.Benchmarks.Admin;
using IAfluence.Benchmarks.Chaos;
using IAfluence.Benchmarks.Fallback;
using IAfluence.Benchmarks.Relay;
using IAfluence.Benchmarks.Start;
using IAfluence.Benchmarks.Storage;

// One verb, one measurement: `dotnet run -c Release --project IAfluence.Benchmarks -- <verb> [--small]`.
var verbs = new Dictionary<string, (string Measures, Func<string[], Task<int>> Run)>
{
    ["relay"] = ("what the product adds to the answers of an LLM", RelayBenchmark.RunAsync),
    ["chaos"] = ("answers whole and books exact while three calls of ten fail", ChaosBenchmark.RunAsync),
    ["fallback"] = ("what a failing model adds before the next one answers", FallbackBenchmark.RunAsync),
    ["admin"] = ("every page of the admin over a year of conversations", AdminBenchmark.RunAsync),
    ["storage"] = ("reads, pages and durable inserts of the store over a million messages", StorageBenchmark.RunAsync),
    ["start"] = ("the time to the first answer, and the memory at rest", StartBenchmark.RunAsync),
};

return args switch
{
    // The upstream of `relay`, in a process of its own.
    ["upstream", .. var rest] => await UpstreamServer.RunAsync(rest),
    ["flaky-upstream", .. var rest] => await FlakyUpstream.RunAsync(rest),
    ["--verbs"] => Usage.List(verbs.Keys),
    [var name, .. var rest] when verbs.TryGetValue(name, out var verb) => await verb.Run(rest),
    _ => Usage.Explain(verbs.Select(pair => (pair.Key, pair.Value.Measures))),
};
