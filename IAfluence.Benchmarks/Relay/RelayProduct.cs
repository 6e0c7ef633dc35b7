using System.Text.Json;
using IAfluence.Benchmarks.Running;

namespace IAfluence.Benchmarks.Relay;

/// <summary>The product as an operator starts it, with one client whose chatbots each use one model of the upstream.</summary>
internal sealed class RelayProduct : IAsyncDisposable
{
    private readonly DirectoryInfo _data;

    private RelayProduct(DirectoryInfo data, ServerProcess process)
    {
        _data = data;
        Process = process;
    }

    public ServerProcess Process { get; }

    public static Task<RelayProduct> StartAsync(Uri upstream) => StartAsync(Bootstrap(upstream));

    public static async Task<RelayProduct> StartAsync(string bootstrap)
    {
        var data = Directory.CreateTempSubdirectory("iafluence-relay-");
        var file = Path.Combine(data.FullName, "bootstrap.json");
        await File.WriteAllTextAsync(file, bootstrap);
        var process = await ServerProcess.StartAsync(
            Built.WebAssembly,
            Built.WebProject,
            [$"--Storage:Path={data.FullName}", $"--Bootstrap:File={file}", "--Bootstrap:Demo=false", "--RateLimits:Enabled=false"],
            "/health/ready");
        return new RelayProduct(data, process);
    }

    /// <summary>The first message of a new visitor. It starts a conversation, so it is the most expensive kind of message.</summary>
    public Question Ask(string chatbot) => new(
        new Uri(Process.Address, $"/widget/v1/chatbots/{chatbot}/messages"),
        """{"text":"Quels sont vos horaires le dimanche ?","page":"https://visitor.example/","locale":"fr"}""",
        "event: token",
        "event: done");

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static string Bootstrap(Uri upstream)
    {
        string[] models = [UpstreamServer.InstantModel, UpstreamServer.ThinkingModel, UpstreamServer.HoldingModel];
        return JsonSerializer.Serialize(new
        {
            providers = new[] { new { key = "upstream", kind = "openai", baseUrl = new Uri(upstream, "/v1").ToString(), apiKey = "sk-benchmark" } },
            models = models.Select(model => new { key = model, provider = "upstream", name = model, inputPrice = 0.15, outputPrice = 0.60 }),
            clients = new[]
            {
                new
                {
                    key = "bench",
                    name = "Benchmark",
                    locale = "fr",
                    chatbots = models.Select(model => new
                    {
                        key = model,
                        publicKey = model,
                        name = model,
                        locale = "fr",
                        route = new[] { model },
                        systemPrompt = "Tu réponds en français, brièvement.",
                        allowedOrigins = new[] { LoadGenerator.Origin },
                    }),
                },
            },
        });
    }
}
