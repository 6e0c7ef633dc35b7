using System.Text.Json;
using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>
/// The application with one client whose chatbots are given by a test, a real loopback upstream, and a clock that can be set forward. Of the
/// models <c>dear</c> costs 40,000 micro-dollars an answer of forty words and <c>small</c> costs 400.
/// </summary>
internal sealed class Spending : IAsyncDisposable
{
    public const string Origin = "https://www.martin.example";
    public const string Dear = "dear";
    public const string Small = "small";
    public const long DearMicros = 40_000;
    public const long SmallMicros = 400;

    private Spending(IAfluenceApp app, LoopbackOpenAi upstream, DirectoryInfo folder) => (App, Upstream, Folder) = (app, upstream, folder);

    public IAfluenceApp App { get; }

    public LoopbackOpenAi Upstream { get; }

    private DirectoryInfo Folder { get; }

    /// <param name="client">Properties of the client beside its names.</param>
    /// <param name="chatbots">By key: their properties beside their names; the public key is <c>pk_</c> and the key.</param>
    /// <param name="modelQuotas">By the model's key.</param>
    public static async Task<Spending> StartAsync(
        Dictionary<string, object?>? client = null, Dictionary<string, Dictionary<string, object?>>? chatbots = null, Dictionary<string, object>? modelQuotas = null)
    {
        var folder = Directory.CreateTempSubdirectory("iafluence-");
        var upstream = await LoopbackOpenAi.StartAsync();
        var file = Path.Combine(folder.FullName, "bootstrap.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["providers"] = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk" } },
            ["models"] = new[] { Model(Dear, 1000), Model(Small, 10), Model("quota", 10) },
            ["clients"] = new[]
            {
                new Dictionary<string, object?>(client ?? [])
                {
                    ["key"] = "martin", ["name"] = "Boulangerie Martin", ["locale"] = "fr", ["timeZone"] = "Europe/Paris",
                    ["chatbots"] = (chatbots ?? new() { ["accueil"] = [] }).Select(chatbot => new Dictionary<string, object?>(chatbot.Value)
                    {
                        ["key"] = chatbot.Key, ["publicKey"] = "pk_" + chatbot.Key, ["name"] = chatbot.Key, ["locale"] = "fr",
                        ["route"] = chatbot.Value.GetValueOrDefault("route") ?? new[] { Dear, Small }, ["allowedOrigins"] = new[] { Origin },
                        ["knowledge"] = new[] { new { key = "prix", title = "Nos prix", text = "Le pain de campagne coûte quatre euros vingt." } },
                    }),
                },
            },
        }));
        var app = await IAfluenceApp.StartAsync(null, null, ("Bootstrap:File", file), ("RateLimits:Enabled", "false"));
        return new Spending(app, upstream, folder);

        Dictionary<string, object?> Model(string key, decimal outputPrice)
        {
            var model = new Dictionary<string, object?> { ["key"] = key, ["provider"] = "loopback", ["name"] = key, ["inputPrice"] = 0, ["outputPrice"] = outputPrice };
            if (modelQuotas?.GetValueOrDefault(key) is { } quota)
                model["quota"] = quota;
            return model;
        }
    }

    public Visitor NewVisitor(string chatbot = "accueil") => new(App.Visitor.Http, "pk_" + chatbot, Origin);

    public async Task<Client> ClientAsync() => (await App.Service<ClientService>().FindByKeyOrNullAsync("martin", default))!;

    public async Task<QuotaStatus> StatusAsync() => (await App.Service<QuotaService>().FindStatusOrNullAsync(await ClientAsync(), default))!;

    /// <summary>The models that were called, in order.</summary>
    public IReadOnlyList<string> Called => [.. Upstream.Calls.Select(call => call.Model)];

    public async Task<IReadOnlyList<T>> StoredAsync<T>() where T : class, IClientDocument
    {
        var (reader, all, after) = (App.Service<PlatformReaders>().Open<T>(PlatformPass.ForJob("test")), new List<T>(), (string?)null);
        do
        {
            var page = await reader.ListAsync(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit).StartAfter(after), default);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>The marks of the client's present period once nobody notes any more: as short texts such as <c>alert 80</c> and <c>step Cheaper</c>.</summary>
    public async Task<IReadOnlyList<string>> MarksAsync()
    {
        await App.Service<QuotaSweeper>().NoteMarksAsync(default);
        return [.. (await StatusAsync()).Marks.Select(mark => mark.Step is { } step ? $"step {step}" : $"alert {mark.Percent}").Order()];
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Upstream.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
