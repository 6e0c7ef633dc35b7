using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Tests.Testing;

/// <summary>
/// A fixture around <see cref="RunningProduct"/> for what only a real socket, a browser or several processes show. The product runs with a
/// bootstrap file beside a loopback provider: one client, and a chatbot for each route that a test needs, whose public key is <c>pk_</c>
/// and the names of its models (see <see cref="UpstreamReply.ByName"/>).
/// </summary>
public class LoopbackInstallation : IAsyncLifetime
{
    public const string Origin = "https://www.martin.example";
    public const string SystemPrompt = "Secret prompt: speak like a baker.";
    public const string PassageText = "Le pain de campagne coûte quatre euros vingt, cuisson au feu de bois.";

    /// <summary>Models whose key begins so are called by Anthropic's API; the rest of it is their name.</summary>
    private const string Claude = "claude-";

    private static readonly string[] Suggestions = ["Quels sont vos horaires ?"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iafluence-");

    public LoopbackOpenAi Upstream { get; private set; } = null!;

    public RunningProduct Product { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>The routes of the chatbots, as names of models.</summary>
    protected virtual IReadOnlyList<string[]> Routes => [["normal"], ["slow"], ["quota", "normal"], ["cites"]];

    protected virtual IReadOnlyList<string> Settings => ["--RateLimits:Enabled=false"];

    /// <summary>Where the widget's chatbots are allowed; the test site's own origin joins here.</summary>
    protected virtual IReadOnlyList<string> Origins => [Origin];

    /// <summary>What else the bootstrap file says of a chatbot, such as <c>new { handover = true }</c>.</summary>
    protected virtual object MoreOf(string[] route) => new { };

    public static string KeyOf(params string[] route) => "pk_" + string.Join('_', route);

    public virtual async Task InitializeAsync()
    {
        Upstream = await LoopbackOpenAi.StartAsync();
        await File.WriteAllTextAsync(BootstrapFile, JsonSerializer.Serialize(Bootstrap()));
        Product = await StartProductAsync();
        Http = ClientOf(Product);
    }

    public virtual async Task DisposeAsync()
    {
        Http.Dispose();
        await Product.DisposeAsync();
        await Upstream.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public Visitor NewVisitor(params string[] route) => new(Http, KeyOf(route));

    /// <summary>Another process on the same folder.</summary>
    public Task<RunningProduct> StartProductAsync() =>
        RunningProduct.StartAsync(DataFolder, [.. Settings, "--Bootstrap:Demo=false", "--Bootstrap:File=" + BootstrapFile,
            "--Bootstrap:AdminEmail=owner@agency.example", "--Bootstrap:AdminPassword=correct horse battery"]);

    public static HttpClient ClientOf(RunningProduct product) =>
        new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(product.Address), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Everything of one type that the store holds, of every client, as another process on the folder finds it.</summary>
    public async Task<IReadOnlyList<T>> StoredAsync<T>() where T : class, IClientDocument
    {
        await using var core = await CoreHost.StartOnSystemClockAsync(DataFolder);
        var reader = core.Get<PlatformReaders>().Open<T>(PlatformPass.ForJob("test"));
        return (await reader.ListAsync(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit), default)).Items;
    }

    /// <summary>The ledger entries of one conversation, in order.</summary>
    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(string conversationId) =>
        [.. (await StoredAsync<Attempt>()).Where(attempt => attempt.ConversationId?.Value == conversationId).OrderBy(attempt => attempt.StartedAt).ThenBy(attempt => attempt.Number)];

    // A used-up credit and a wrong key are the provider's: they would take its other models along.
    private static string ProviderOf(string model)
    {
        var (api, name) = model.StartsWith(Claude, StringComparison.Ordinal) ? (Claude[..^1], model[Claude.Length..]) : ("loopback", model);
        return name.StartsWith("quota", StringComparison.Ordinal) || name.StartsWith("unauthorized", StringComparison.Ordinal) ? $"{api}-{name}" : api;
    }

    private object Provider(string key)
    {
        var isClaude = key.StartsWith(Claude[..^1], StringComparison.Ordinal);
        return new { key, kind = isClaude ? "anthropic" : "openai", baseUrl = isClaude ? Upstream.AnthropicBaseUrl : Upstream.BaseUrl, apiKey = "sk-secret-key" };
    }

    private static JsonObject With(object more, object chatbot)
    {
        var all = JsonSerializer.SerializeToNode(chatbot)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more)!.AsObject())
            all[name] = value?.DeepClone();
        return all;
    }

    private string BootstrapFile => Path.Combine(_folder.FullName, "bootstrap.json");

    private object Bootstrap() => new
    {
        providers = Routes.SelectMany(route => route).Select(ProviderOf).Append("loopback").Distinct()
            .Select(Provider),
        models = Routes.SelectMany(route => route).Distinct().Select(key => new
        {
            key,
            provider = ProviderOf(key),
            name = key.StartsWith(Claude, StringComparison.Ordinal) ? key[Claude.Length..] : key,
            inputPrice = 1.5,
            cachedInputPrice = 0.5,
            outputPrice = 6.0,
        }),
        clients = new[]
        {
            new
            {
                key = "martin", name = "Boulangerie Martin", locale = "fr", timeZone = "Europe/Paris",
                chatbots = Routes.Select(route => With(MoreOf(route), new
                {
                    key = string.Join('-', route), publicKey = KeyOf(route), name = "Assistant " + string.Join(' ', route), locale = "fr", route,
                    systemPrompt = SystemPrompt, greeting = "Bonjour !", suggestions = Suggestions,
                    allowedOrigins = Origins,
                    limits = new { messageCharacters = 4000 },
                    knowledge = new[] { new { key = "prix", title = "Nos prix", text = PassageText, url = "https://www.martin.example/prix" } },
                })),
            },
        },
    };
}
