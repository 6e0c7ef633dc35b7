using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Chaos;

/// <summary>
/// The verb <c>chaos</c>: many visitors send messages while most models fail every other call, which is about three of ten calls overall.
/// Every answer must arrive complete. Afterwards the product's usage totals must agree with each other and with those of the upstream.
/// </summary>
internal static class ChaosBenchmark
{
    private const int Visitors = 64;
    private const int InputPriceMicros = 150_000;

    /// <summary>A quota that is counted but never reached.</summary>
    private static readonly object Plenty = new { period = "month", messages = 10_000_000, tokens = 10_000_000_000, cost = 1_000_000 };

    public static async Task<int> RunAsync(string[] args)
    {
        var small = args.Contains("--small");
        // Many models, so that one with a closed circuit is always available.
        var (answers, models) = small ? (300, 20) : (10_000, 1_000);
        if (Array.IndexOf(args, "--answers") is >= 0 and var at && at + 1 < args.Length)
            answers = int.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var data = Directory.CreateTempSubdirectory("iafluence-chaos-");
        try
        {
            await using var upstream = await ServerProcess.StartAsync(typeof(ChaosBenchmark).Assembly.Location, AppContext.BaseDirectory, ["flaky-upstream"], "/ready");
            var keys = Enumerable.Range(0, models).Select(n => $"flaky-{n}").ToList();
            var file = Path.Combine(data.FullName, "bootstrap.json");
            await File.WriteAllTextAsync(file, Bootstrap(upstream.Address, keys));
            var quarters = new List<ChaosOutcome>();
            var resident = new List<string>();
            var clock = new Stopwatch();
            await using (var product = await ServerProcess.StartAsync(
                Built.WebAssembly, Built.WebProject,
                [$"--Storage:Path={data.FullName}", $"--Bootstrap:File={file}", "--Bootstrap:Demo=false", "--RateLimits:Enabled=false"], "/health/ready"))
            {
                using var visitors = new ChaosVisitors(product.Address, keys);
                clock.Start();
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    quarters.Add(await visitors.AskAsync(Visitors, answers / 4 * quarter, answers / 4));
                    resident.Add(Megabytes(product.ResidentBytes));
                }

                clock.Stop();
                // A model's quota is settled when its attempt closes, shortly after the visitor has the answer.
                await Task.Delay(TimeSpan.FromSeconds(1));
            }

            using var http = new HttpClient { BaseAddress = upstream.Address };
            var called = await http.GetFromJsonAsync<Dictionary<string, long>>("/books") ?? [];
            var books = await ChaosTotals.ReadAsync(data.FullName, CancellationToken.None);
            return Report(answers, quarters, called, books, resident, clock.Elapsed);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static int Report(
        int answers, List<ChaosOutcome> quarters, Dictionary<string, long> called, ChaosTotals books, List<string> resident, TimeSpan elapsed)
    {
        var faults = new List<string>(books.Disagreements);
        void Agree(string what, long one, long other)
        {
            if (one != other)
                faults.Add($"{what}: {one} and {other}");
        }

        Agree("calls the upstream had and entries of the ledger", called.GetValueOrDefault("calls"), books.Attempts);
        Agree("calls the upstream completed and entries that completed", called.GetValueOrDefault("completed"), books.Completed);
        Agree("output tokens the upstream reported and the ledger holds", called.GetValueOrDefault("outputTokens"), books.ReportedOutputTokens);
        Agree("answers asked for and answers exact", answers, quarters.Sum(quarter => quarter.Exact));
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}; {Visitors} visitors");
        Console.WriteLine();
        Print(
            ["answers", "exact", "wrong", "errors", "calls", "of them failed", "answers by several models", "cost of the ledger (µ$)",
                "resident after each quarter", "answers/s"],
            [[$"{answers}", $"{quarters.Sum(quarter => quarter.Exact)}", $"{quarters.Sum(quarter => quarter.Wrong)}", $"{quarters.Sum(quarter => quarter.Errors)}", $"{called.GetValueOrDefault("calls")}", $"{called.GetValueOrDefault("failures")}",
                $"{books.Continued}", $"{books.CostMicros}", string.Join(", ", resident), Number(answers / elapsed.TotalSeconds, 0)]]);
        foreach (var fault in faults)
            Console.WriteLine("DISAGREES: " + fault);
        foreach (var sample in quarters.SelectMany(quarter => quarter.Samples))
            Console.WriteLine("  " + sample);
        Console.WriteLine(faults.Count == 0 ? "The books agree." : "The books do not agree.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Bootstrap(Uri upstream, List<string> models) => JsonSerializer.Serialize(new
    {
        providers = new[] { new { key = "upstream", kind = "openai", baseUrl = new Uri(upstream, "/v1").ToString(), apiKey = "sk-benchmark" } },
        models = models.Append(FlakyUpstream.SteadyModel).Select(model => new { key = model, provider = "upstream", name = model, inputPrice = InputPriceMicros / 1e6, outputPrice = 0.60, quota = model == FlakyUpstream.SteadyModel ? Plenty : null }),
        clients = new[]
        {
            new
            {
                key = "bench",
                name = "Benchmark",
                locale = "fr",
                quota = Plenty,
                chatbots = models.Select((model, n) => new
                {
                    key = model,
                    publicKey = model,
                    name = model,
                    locale = "fr",
                    route = new[] { model, models[(n + 1) % models.Count], FlakyUpstream.SteadyModel },
                    systemPrompt = "Tu réponds en français, brièvement.",
                    allowedOrigins = new[] { ChaosVisitors.Origin },
                }),
            },
        },
    });
}
