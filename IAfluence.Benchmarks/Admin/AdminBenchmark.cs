using System.Text.Json;
using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Admin;

/// <summary>
/// The verb <c>admin</c>: measures every page of the admin, signed in as the platform's owner, with ten clients and a year of conversations.
/// It finds the pages by following links, so a new page is measured automatically.
/// </summary>
internal static class AdminBenchmark
{
    private const int Clients = 10;
    private const int ChatbotsOfEach = 3;
    private static readonly string[] Route = ["small"];

    public static async Task<int> RunAsync(string[] args)
    {
        var small = args.Contains("--small");
        var conversations = small ? 200 : 50_000;
        var data = Directory.CreateTempSubdirectory("iafluence-admin-");
        try
        {
            var file = Path.Combine(data.FullName, "bootstrap.json");
            await File.WriteAllTextAsync(file, Bootstrap());
            string[] settings =
            [
                $"--Storage:Path={data.FullName}", $"--Bootstrap:File={file}", "--Bootstrap:Demo=true",
                $"--Bootstrap:AdminEmail={AdminVisit.Email}", $"--Bootstrap:AdminPassword={AdminVisit.Password}",
            ];
            // The first start creates the owner, the clients and their chatbots, as for an operator.
            await using (await StartAsync(settings))
            {
            }
            var seeded = await AdminSeed.FillAsync(data.FullName, conversations, messagesOfEach: 10);
            Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}; {seeded}");
            Console.WriteLine();
            await using var product = await StartAsync(settings);
            using var visit = new AdminVisit(product.Address);
            await visit.SignInAsync();
            Print(["page", "kB", "p50 (ms)", "p99 (ms)"], await visit.MeasureEveryPageAsync(small ? 3 : 200));
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static Task<ServerProcess> StartAsync(string[] settings) =>
        ServerProcess.StartAsync(Built.WebAssembly, Built.WebProject, settings, "/health/ready");

    private static string Bootstrap() => JsonSerializer.Serialize(new
    {
        defaultRoute = Route,
        providers = new[] { new { key = "main", kind = "openai", baseUrl = "https://api.openai.com/v1", apiKey = "sk-benchmark" } },
        models = new[] { new { key = "small", provider = "main", name = "gpt-4o-mini", inputPrice = 0.15, outputPrice = 0.60 } },
        clients = Enumerable.Range(1, Clients).Select(client => new
        {
            key = $"client-{client}",
            name = $"Établissements n° {client}",
            locale = "fr",
            timeZone = "Europe/Paris",
            chatbots = Enumerable.Range(1, ChatbotsOfEach).Select(chatbot => new
            {
                key = $"chatbot-{chatbot}",
                publicKey = $"pk_{client}_{chatbot}",
                name = $"Assistant {chatbot}",
                locale = "fr",
                systemPrompt = "Tu réponds en français, brièvement.",
                greeting = "Bonjour !",
                allowedOrigins = new[] { $"https://www.client-{client}.example" },
            }),
        }),
    });
}
