using System.Globalization;
using System.Text.Json;
using IAfluence.Benchmarks.Relay;
using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Fallback;

/// <summary>
/// The verb <c>fallback</c>: measures how much later the first token arrives when the first model of the route fails immediately, and when it is
/// skipped because it failed before. One visitor uses the three routes in turn, so that other load on the machine affects all alike. Each
/// failing model is called only once, because its circuit must not be open.
/// </summary>
internal static class FallbackBenchmark
{
    private const string Second = "second";
    private const string LeftAlone = "left-alone";

    public static async Task<int> RunAsync(string[] args)
    {
        var (warmUp, answers) = args.Contains("--small") ? (5, 20) : (100, 500);
        await using var upstream = await ServerProcess.StartAsync(
            typeof(FallbackBenchmark).Assembly.Location, AppContext.BaseDirectory, ["upstream"], "/ready");
        await using var product = await RelayProduct.StartAsync(Bootstrap(upstream.Address, warmUp + answers));
        using var visitors = new LoadGenerator();
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}; {answers} answers of each route, one visitor");

        // The first question opens the circuit of the model to be skipped.
        await AskAsync(LeftAlone);
        var second = new List<double>();
        var failing = new List<double>();
        var leftAlone = new List<double>();
        for (var number = 0; number < warmUp + answers; number++)
        {
            var (alone, failed, skipped) = (await AskAsync(Second), await AskAsync(Failing(number)), await AskAsync(LeftAlone));
            if (number < warmUp)
                continue;
            second.Add(alone);
            failing.Add(failed);
            leftAlone.Add(skipped);
        }

        Console.WriteLine();
        var own = new Samples(second);
        Print(
            ["route", "first token, median / p95 (ms)", "added at the median (ms)"],
            [Row("the second model alone", own, own), Row("the first fails at once", new Samples(failing), own), Row("the first is left alone", new Samples(leftAlone), own)]);
        return 0;

        async Task<double> AskAsync(string chatbot) => (await visitors.AskAsync(product.Ask(chatbot), 1, 1)).FirstToken.Median;
    }

    private static string[] Row(string route, Samples samples, Samples own) =>
        [route, $"{Number(samples.Median)} / {Number(samples.Percentile(0.95))}", Number(samples.Median - own.Median)];

    private static string Failing(int number) => UpstreamServer.FailingModel + number.ToString(CultureInfo.InvariantCulture);

    private static string Bootstrap(Uri upstream, int failing)
    {
        string[] models = [UpstreamServer.InstantModel, UpstreamServer.UsedUpModel, .. Enumerable.Range(0, failing).Select(Failing)];
        (string Key, string[] Route)[] chatbots =
        [
            (Second, [UpstreamServer.InstantModel]),
            (LeftAlone, [UpstreamServer.UsedUpModel, UpstreamServer.InstantModel]),
            .. Enumerable.Range(0, failing).Select(number => (Failing(number), new[] { Failing(number), UpstreamServer.InstantModel })),
        ];
        return JsonSerializer.Serialize(new
        {
            // An exhausted credit concerns a whole provider, so this model has a provider of its own.
            providers = new[] { "upstream", UpstreamServer.UsedUpModel }.Select(key => new { key, kind = "openai", baseUrl = new Uri(upstream, "/v1").ToString(), apiKey = "sk-benchmark" }),
            models = models.Select(model => new
            {
                key = model,
                provider = model == UpstreamServer.UsedUpModel ? UpstreamServer.UsedUpModel : "upstream",
                name = model,
                inputPrice = 0.15,
                outputPrice = 0.60,
            }),
            clients = new[]
            {
                new
                {
                    key = "bench",
                    name = "Benchmark",
                    locale = "fr",
                    chatbots = chatbots.Select(chatbot => new
                    {
                        key = chatbot.Key,
                        publicKey = chatbot.Key,
                        name = chatbot.Key,
                        locale = "fr",
                        route = chatbot.Route,
                        systemPrompt = "Tu réponds en français, brièvement.",
                        allowedOrigins = new[] { LoadGenerator.Origin },
                    }),
                },
            },
        });
    }
}
