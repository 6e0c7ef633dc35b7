using System.Net.Http.Json;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;

namespace IAfluence.Tests.Testing;

/// <summary>
/// The application in memory beside a loopback upstream, with one chatbot, pk_martin, whose settings a test changes as the admin would,
/// and a clock to set forward.
/// </summary>
public sealed class MartinApp : IAsyncDisposable
{
    public const string Key = "pk_martin";
    public const string Chatbot = $"/widget/v1/chatbots/{Key}";

    private readonly TemporaryFolder? _folder;
    private readonly LoopbackOpenAi? _ownUpstream;

    private MartinApp(TemporaryFolder? folder, LoopbackOpenAi? own, LoopbackOpenAi upstream, IAfluenceApp app, string path) =>
        (_folder, _ownUpstream, Upstream, App, Path) = (folder, own, upstream, app, path);

    public LoopbackOpenAi Upstream { get; }

    public IAfluenceApp App { get; }

    public string Path { get; }

    /// <param name="edit">What the chatbot is to be beside its defaults; null for those.</param>
    /// <param name="settings">Of the installation; limits of pace are off unless they say otherwise.</param>
    public static async Task<MartinApp> StartAsync(Func<ChatbotSettings, ChatbotSettings>? edit = null, params (string Key, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var upstream = await LoopbackOpenAi.StartAsync();
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder.Path, "bootstrap.json"), JsonSerializer.Serialize(Bootstrap(upstream)));
        var app = new MartinApp(folder, upstream, upstream, await StartAppAsync(folder.Path, settings), folder.Path);
        if (edit is not null)
            await app.ChangeAsync(edit);
        return app;
    }

    /// <summary>Another process on the same folder.</summary>
    public async Task<MartinApp> StartAnotherAsync() => new(null, null, Upstream, await StartAppAsync(Path, []), Path);

    public Visitor NewVisitor(string? origin = LoopbackInstallation.Origin) => new(App.NewBrowser().Http, Key, origin);

    public ValueTask<PublishedChatbot?> PublishedAsync() => App.Service<PublishedChatbots>().FindByPublicKeyOrNullAsync(Key, default);

    /// <summary>Saves another version of the chatbot.</summary>
    public async Task ChangeAsync(Func<ChatbotSettings, ChatbotSettings> edit)
    {
        var chatbot = (await PublishedAsync())!;
        var saved = await App.Service<ChatbotVersions>().SaveAsync(
            chatbot.Client.Id, chatbot.Chatbot.Id, chatbot.Version.Number, edit(chatbot.Settings), null, default);
        Assert.True(saved.Succeeded, string.Join(", ", saved.Errors));
    }

    /// <summary>What the store holds of one type, of every client.</summary>
    public async Task<IReadOnlyList<T>> StoredAsync<T>() where T : class, IClientDocument =>
        (await App.Service<PlatformReaders>().Open<T>(PlatformPass.ForJob("test")).ListAsync(
            DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit), default)).Items;

    public ClientDocuments<T> Documents<T>() where T : class, IClientDocument => App.Service<ClientDocuments<T>>();

    public async Task<ClientId> ClientIdAsync() => (await PublishedAsync())!.Client.Id;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_ownUpstream is not null)
            await _ownUpstream.DisposeAsync();
        _folder?.Delete();
    }

    private static Task<IAfluenceApp> StartAppAsync(string folder, (string Key, string Value)[] settings)
    {
        List<(string, string)> all = [("Bootstrap:File", System.IO.Path.Combine(folder, "bootstrap.json")), .. settings];
        if (!settings.Any(setting => setting.Key == "RateLimits:Enabled"))
            all.Add(("RateLimits:Enabled", "false"));
        return IAfluenceApp.StartAsync(folder, null, [.. all]);
    }

    private static object Bootstrap(LoopbackOpenAi upstream) => new
    {
        providers = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk-secret-key" } },
        models = new[] { new { key = "normal", provider = "loopback", name = "normal", inputPrice = 1.5, outputPrice = 6.0 } },
        clients = new[]
        {
            new
            {
                key = "martin", name = "Boulangerie Martin", locale = "fr", timeZone = "Europe/Paris",
                chatbots = new[]
                {
                    new
                    {
                        key = "accueil", publicKey = Key, name = "Assistant Martin", locale = "fr", route = new[] { "normal" }, greeting = "Bonjour !",
                        systemPrompt = LoopbackInstallation.SystemPrompt, allowedOrigins = new[] { LoopbackInstallation.Origin, "https://shop.martin.example" },
                    },
                },
            },
        },
    };
}

/// <summary>What tests read of an answer.</summary>
internal static class WidgetResponses
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The status and the code of a refusal; the code is null when it is none.</summary>
    public static async Task<(int Status, string? Code)> OutcomeAsync(this Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        var code = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()
            : null;
        return ((int)response.StatusCode, code);
    }
}
