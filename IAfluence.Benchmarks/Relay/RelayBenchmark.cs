using System.Globalization;
using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Relay;

/// <summary>
/// The verb <c>relay</c>: measures the latency that the product adds to an LLM's answer. Three processes run on one machine: an upstream, the
/// product, and this one, which queries both in turn, so that other load on the machine affects both.
/// </summary>
internal static class RelayBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var size = RelaySize.Of(args);
        await using var upstream = await ServerProcess.StartAsync(
            typeof(RelayBenchmark).Assembly.Location, AppContext.BaseDirectory, ["upstream"], "/ready");
        await using var product = await RelayProduct.StartAsync(upstream.Address);
        using var visitors = new LoadGenerator();

        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}; answers of {UpstreamServer.Tokens} tokens without delay between them");
        await MeasureAsync(visitors, upstream, product, UpstreamServer.InstantModel, "The first token comes at once", size);
        if (size.OpenStreams == 0)
            return 0;
        await MeasureAsync(visitors, upstream, product, UpstreamServer.ThinkingModel, $"The first token comes after {UpstreamServer.Thought.TotalMilliseconds} ms", size);
        await MeasureMemoryAsync(visitors, product, size.OpenStreams);
        return 0;
    }

    private static async Task MeasureAsync(LoadGenerator visitors, ServerProcess upstream, RelayProduct product, string model, string title, RelaySize size)
    {
        var direct = new Question(
            new Uri(upstream.Address, "/v1/chat/completions"),
            $$"""{"model":"{{model}}","stream":true,"messages":[{"role":"user","content":"Quels sont vos horaires ?"}]}""",
            "\"content\"",
            "[DONE]");
        var relayed = product.Ask(model);
        await WarmUpAsync(visitors, [(direct, upstream), (relayed, product.Process)], size);

        var rows = new List<string[]>();
        foreach (var (count, answers) in size.Levels)
            rows.Add(await MeasureAsync(visitors, direct, relayed, product.Process, count, answers, size.Rounds));
        Console.WriteLine();
        Console.WriteLine(title + ":");
        Console.WriteLine();
        Print(
            ["visitors", "upstream first token, median / p95 (ms)", "product first token, median / p95 (ms)", "ratio", "added (ms)",
                "upstream answers/s", "product answers/s", "ratio", "CPU per answer (ms)"],
            rows);
    }

    /// <summary>
    /// Sends questions until the runtime has compiled the hot code. The warm-up ends after the first round with little compilation; without it,
    /// the level measured first would be slower.
    /// </summary>
    private static async Task WarmUpAsync(LoadGenerator visitors, (Question Question, ServerProcess Asked)[] both, RelaySize size)
    {
        for (var round = 0; round < size.MostWarmUps; round++)
        {
            var compiling = TimeSpan.Zero;
            foreach (var (question, asked) in both)
            {
                await visitors.AskAsync(question, 16, size.WarmUp);
                if (size.MostWarmUps > 1)
                    compiling += await asked.RestAsync();
            }
            if (compiling < TimeSpan.FromMilliseconds(300))
                break;
        }
    }

    private static async Task<string[]> MeasureAsync(
        LoadGenerator visitors, Question direct, Question relayed, ServerProcess product, int count, int answers, int rounds)
    {
        var own = new List<Round>();
        var through = new List<Round>();
        var processor = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            own.Add(await visitors.AskAsync(direct, count, answers));
            var before = product.ProcessorTime;
            through.Add(await visitors.AskAsync(relayed, count, answers));
            processor += product.ProcessorTime - before;
        }
        var (ownMedian, ownLate, ownRate) = Middle(own);
        var (median, late, rate) = Middle(through);
        return
        [
            $"{count}", $"{Number(ownMedian)} / {Number(ownLate)}", $"{Number(median)} / {Number(late)}", Number(median / ownMedian), Number(median - ownMedian),
            Number(ownRate, 0), Number(rate, 0), Number(rate / ownRate), Number(processor.TotalMilliseconds / through.Sum(round => round.Replies)),
        ];
    }

    /// <summary>The median of the rounds for each value, so that one disturbed round has no effect.</summary>
    private static (double Median, double Late, double Rate) Middle(List<Round> rounds) => (
        new Samples(rounds.Select(round => round.FirstToken.Median)).Median,
        new Samples(rounds.Select(round => round.FirstToken.Percentile(0.95))).Median,
        new Samples(rounds.Select(round => round.RepliesPerSecond)).Median);

    private static async Task MeasureMemoryAsync(LoadGenerator visitors, RelayProduct product, int streams)
    {
        var before = product.Process.ResidentBytes;
        var question = product.Ask(UpstreamServer.HoldingModel);
        var open = new List<HttpResponseMessage>(streams);
        foreach (var batch in Enumerable.Range(0, streams).Chunk(50))
            open.AddRange(await Task.WhenAll(batch.Select(_ => visitors.OpenAsync(question))));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var after = product.Process.ResidentBytes;
        Print(
            ["open streams", "resident before", "resident with them", "for each (kB)"],
            [[$"{streams}", Megabytes(before), Megabytes(after), Number((after - before) / 1024.0 / streams, 0)]]);
        open.ForEach(answer => answer.Dispose());
    }
}

/// <summary>The size of a run.</summary>
/// <param name="WarmUp">Answers in one warm-up round.</param>
/// <param name="MostWarmUps">The maximum number of warm-up rounds.</param>
/// <param name="Rounds">Rounds for each level.</param>
/// <param name="Levels">Concurrent visitors, and answers in one round.</param>
/// <param name="OpenStreams">Streams held open at once; 0 to measure one level only.</param>
internal sealed record RelaySize(int WarmUp, int MostWarmUps, int Rounds, (int Visitors, int Replies)[] Levels, int OpenStreams)
{
    public static RelaySize Full { get; } = new(3_000, 8, 5, [(1, 300), (16, 1_500), (64, 2_000)], 2_000);

    /// <summary>Returns the full size, the small one, or one level for a profiler: <c>--visitors N --answers N</c>.</summary>
    public static RelaySize Of(string[] args)
    {
        int? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
        return Option("--visitors") is { } visitors
            ? Full with { Levels = [(visitors, Option("--answers") ?? 1_000)], OpenStreams = 0 }
            : args.Contains("--small") ? Small : Full;
    }

    public static RelaySize Small { get; } = new(20, 1, 1, [(1, 10), (16, 32)], 20);
}
