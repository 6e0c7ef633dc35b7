using IAfluence.Benchmarks;
using IAfluence.Benchmarks.Admin;
using IAfluence.Benchmarks.Chaos;
using IAfluence.Benchmarks.Fallback;
using IAfluence.Benchmarks.Knowledge;
using IAfluence.Benchmarks.Relay;
using IAfluence.Benchmarks.Start;
using IAfluence.Benchmarks.Storage;

// One verb, one measurement: `dotnet run -c Release --project IAfluence.Benchmarks -- <verb> [--small]`.
var verbs = new Dictionary<string, (string Measures, Func<string[], Task<int>> Run)>
{
    ["relay"] = ("what the product adds to the response time of an LLM", RelayBenchmark.RunAsync),
    ["chaos"] = ("complete answers and exact usage totals while three of ten calls fail", ChaosBenchmark.RunAsync),
    ["fallback"] = ("what a failing model adds before the next one answers", FallbackBenchmark.RunAsync),
    ["admin"] = ("the response time of every admin page with a year of conversations", AdminBenchmark.RunAsync),
    ["storage"] = ("reads, pages and durable inserts of the store over a million messages", StorageBenchmark.RunAsync),
    ["knowledge"] = ("whether the right text is found for visitors' questions, each ingredient switched off in turn", KnowledgeBenchmark.RunAsync),
    ["retrieval"] = ("the time to find the passages for a question among 50,000", RetrievalBenchmark.RunAsync),
    ["indexing"] = ("encoding 10,000 passages in a process that is killed twice", IndexingBenchmark.RunAsync),
    ["start"] = ("the time to the first response, and the idle memory", StartBenchmark.RunAsync),
};

return args switch
{
    // The upstream of `relay`, in its own process.
    ["upstream", .. var rest] => await UpstreamServer.RunAsync(rest),
    ["flaky-upstream", .. var rest] => await FlakyUpstream.RunAsync(rest),
    ["indexing-worker", .. var rest] => await IndexingBenchmark.RunWorkerAsync(rest),
    ["--verbs"] => Usage.List(verbs.Keys),
    [var name, .. var rest] when verbs.TryGetValue(name, out var verb) => await verb.Run(rest),
    _ => Usage.Explain(verbs.Select(pair => (pair.Key, pair.Value.Measures))),
};
