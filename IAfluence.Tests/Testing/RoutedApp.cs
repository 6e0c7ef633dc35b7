using System.Text.Json;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Tests.Testing;

/// <summary>
/// The application in memory beside a real loopback upstream, with a chatbot for each route, for tests that need a short patience or a
/// clock to set forward. Every model has a provider of its own, named like it.
/// </summary>
public sealed class RoutedApp : IAsyncDisposable
{
    /// <summary>Patience enough for a busy machine, and little enough for a test.</summary>
    public static readonly RouteTimeouts Impatient = new()
    {
        FirstToken = TimeSpan.FromSeconds(1.5),
        BetweenTokens = TimeSpan.FromSeconds(1.5),
        Pause = TimeSpan.FromMilliseconds(10),
    };

    private readonly TemporaryFolder? _folder;
    private readonly LoopbackOpenAi? _ownUpstream;

    private RoutedApp(TemporaryFolder? folder, LoopbackOpenAi? ownUpstream, LoopbackOpenAi upstream, IAfluenceApp app, string path) =>
        (_folder, _ownUpstream, Upstream, App, Path) = (folder, ownUpstream, upstream, app, path);

    public LoopbackOpenAi Upstream { get; }

    public IAfluenceApp App { get; }

    public string Path { get; }

    /// <param name="routes">Each the names of its models, joined by a blank.</param>
    public static Task<RoutedApp> StartAsync(params string[] routes) => StartAsync(Impatient, null, routes);

    /// <param name="timeouts">The router's patience.</param>
    /// <param name="allowed">Of the client, as the bootstrap file has it; null for everyone.</param>
    public static async Task<RoutedApp> StartAsync(RouteTimeouts timeouts, object? allowed, params string[] routes)
    {
        var folder = new TemporaryFolder();
        var upstream = await LoopbackOpenAi.StartAsync();
        await File.WriteAllTextAsync(BootstrapFile(folder.Path), JsonSerializer.Serialize(Bootstrap(upstream, allowed, routes)));
        return new RoutedApp(folder, upstream, upstream, await StartAppAsync(folder.Path, timeouts), folder.Path);
    }

    /// <summary>Another process on the same folder.</summary>
    public async Task<RoutedApp> StartAnotherAsync() => new(null, null, Upstream, await StartAppAsync(Path, Impatient), Path);

    public Visitor NewVisitor(string route) => new(App.NewBrowser().Http, KeyOf(route));

    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(Visitor visitor) =>
        [.. (await App.Service<PlatformReaders>().Open<Attempt>(PlatformPass.ForJob("test")).ListAsync(
            DocumentQuery<Attempt>.Where(Filter<Attempt>.All).Take(DocumentQuery<Attempt>.MaxLimit), default)).Items
            .Where(attempt => attempt.ConversationId?.Value == visitor.ConversationId).OrderBy(attempt => attempt.Number)];

    public int CallsOf(string model) => Upstream.Calls.Count(call => call.Model == model);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_ownUpstream is not null)
            await _ownUpstream.DisposeAsync();
        _folder?.Delete();
    }

    private static Task<IAfluenceApp> StartAppAsync(string folder, RouteTimeouts timeouts) => IAfluenceApp.StartAsync(
        folder, services => services.Replace(ServiceDescriptor.Singleton(timeouts)),
        ("Bootstrap:File", BootstrapFile(folder)), ("RateLimits:Enabled", "false"));

    private static string BootstrapFile(string folder) => System.IO.Path.Combine(folder, "bootstrap.json");

    private static string KeyOf(string route) => "pk_" + route.Replace(' ', '_');

    private static object Bootstrap(LoopbackOpenAi upstream, object? allowed, string[] routes)
    {
        var models = routes.SelectMany(route => route.Split(' ')).Where(name => name != "builtin").Distinct().ToList();
        return new
        {
            providers = models.Select(name => new { key = name, kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk-secret", region = name.StartsWith("eu-", StringComparison.Ordinal) ? "eu" : "us" }),
            models = models.Select(name => new { key = name, provider = name, name, inputPrice = 1.5, outputPrice = 6.0 }),
            clients = new[]
            {
                new
                {
                    key = "martin", name = "Boulangerie Martin", locale = "fr", allowedProcessors = allowed,
                    chatbots = routes.Select(route => new
                    {
                        key = route.Replace(' ', '-'), publicKey = KeyOf(route), name = "Assistant", locale = "fr", route = route.Split(' '),
                        systemPrompt = "Tu réponds aux clients de la boulangerie.", allowedOrigins = new[] { LoopbackInstallation.Origin },
                        knowledge = new[] { new { key = "prix", title = "Nos prix", text = LoopbackInstallation.PassageText } },
                    }),
                },
            },
        };
    }
}
