using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Circuits;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Tests.Testing;

/// <summary>One client with a chatbot for each route that a test names. Every model has a provider of its own, named like it.</summary>
public sealed partial class IAfluenceApp
{
    /// <summary>Patience that no answer of a loopback provider uses up, however busy the machine is.</summary>
    public static readonly RouteTimeouts Patient = new()
    {
        FirstToken = TimeSpan.FromSeconds(60),
        BetweenTokens = TimeSpan.FromSeconds(60),
        Pause = TimeSpan.FromMilliseconds(10),
    };

    /// <summary>For a provider that hangs: a test waits this long, and the next model has to begin within it.</summary>
    public static readonly RouteTimeouts Impatient = Patient with { FirstToken = TimeSpan.FromSeconds(5), BetweenTokens = TimeSpan.FromSeconds(5) };

    /// <param name="routes">The names of each route's models, joined by a blank.</param>
    public static Task<IAfluenceApp> StartWithRoutesAsync(params string[] routes) => StartWithRoutesAsync(Patient, null, routes);

    /// <param name="timeouts">The router's patience.</param>
    /// <param name="allowed">Of the client, as the bootstrap file has it; null for everyone.</param>
    public static Task<IAfluenceApp> StartWithRoutesAsync(RouteTimeouts timeouts, object? allowed, params string[] routes) => StartBootstrappedAsync(
        upstream => Bootstrap(upstream, allowed, routes), services => services.Replace(ServiceDescriptor.Singleton(timeouts)));

    /// <summary>A visitor of the chatbot that has this route.</summary>
    public Visitor NewVisitorOf(string route) => new(NewBrowser().Http, KeyOf(route));

    /// <summary>The ledger entries of a visitor's conversation, in order.</summary>
    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(Visitor visitor) =>
        [.. (await this.StoredAsync<Attempt>()).Where(attempt => attempt.ConversationId?.Value == visitor.ConversationId).OrderBy(attempt => attempt.Number)];

    public int CallsOf(string model) => Upstream.Calls.Count(call => call.Model == model);

    /// <summary>The state of the circuit of a model, and how often it has opened in a row.</summary>
    public async Task<(CircuitState State, long Openings)> CircuitAsync(string model)
    {
        var id = BelowHttp.Get<ProviderCatalog>().FindByKeyOrNull(model)!.Model.Id;
        var health = (await BelowHttp.Get<ModelCircuits>().ListAsync(default))[id];
        return (health.State, health.Openings);
    }

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
