using System.Globalization;
using System.Text.Json;
using IAfluence.Core.Clients;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>
/// The encoder of <c>--embeddings URL [--model NAME] [--key KEY] [--dimensions N]</c>: the embedding model of an OpenAI-compatible server, called as the
/// product calls it. <c>--embeddings loopback</c> serves the built-in encoder on this machine.
/// </summary>
internal sealed class EmbeddingsVariant : IAsyncDisposable
{
    private const string ProviderKey = "measured";

    private readonly string _model;
    private readonly string? _apiKey;
    private readonly string? _dimensions;
    private readonly LoopbackEncoder? _loopback;

    private EmbeddingsVariant(string baseUrl, string model, string? apiKey, string? dimensions, LoopbackEncoder? loopback) =>
        (BaseUrl, _model, _apiKey, _dimensions, _loopback) = (baseUrl, model, apiKey, dimensions, loopback);

    public string BaseUrl { get; }

    public string Name => _loopback is null ? $"embeddings of {BaseUrl}, model {_model}" : "built-in encoder behind a loopback /embeddings";

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Encoder:Kind"] = EncoderOptions.FromProvider,
        ["Encoder:Provider"] = ProviderKey,
        ["Encoder:Model"] = _model,
        ["Encoder:Dimensions"] = _dimensions,
    };

    /// <returns>Null when the arguments do not ask for embeddings.</returns>
    public static async Task<EmbeddingsVariant?> OfAsync(string[] args)
    {
        if (Option("--embeddings") is not { } url)
            return null;
        var loopback = url == "loopback" ? await LoopbackEncoder.StartAsync() : null;
        return new EmbeddingsVariant(loopback?.BaseUrl ?? url, Option("--model") ?? "text-embedding-3-small", Option("--key"), Option("--dimensions"), loopback);

        string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    /// <summary>Registers what Core needs to call a provider outside of a web host. Nobody is notified of failures.</summary>
    public static void Configure(IServiceCollection services) =>
        services.RemoveAll<IAttemptListener>().AddSingleton<ISecretProtector, PlainSecrets>().AddSingleton<IAdminPages, NoPages>();

    /// <summary>Stores the client, the provider and the model.</summary>
    /// <param name="language">The language of the matter, which only the loopback server needs to know.</param>
    public async Task PrepareAsync(KnowledgeStore store, string language)
    {
        if (_loopback is not null)
            _loopback.Language = language;
        await store.Get<PlatformDocuments<Client>>().Insert(new Client
        {
            Id = KnowledgeStore.Client,
            Key = "benchmark",
            Name = "Benchmark",
            NameSortKey = "benchmark",
            Locale = "en",
            TimeZone = "UTC",
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        var provider = new Provider { Id = new ProviderId(ProviderKey), Key = ProviderKey, Kind = ProviderKind.OpenAi, BaseUrl = BaseUrl, ProtectedApiKey = _apiKey, PrivateNetworkAllowed = true };
        await store.Get<PlatformDocuments<Provider>>().Insert(provider);
        await store.Get<PlatformDocuments<Model>>().Insert(new Model { Id = new ModelId("model"), Key = "model", ProviderId = provider.Id, Name = _model, Price = ModelPrice.Free });
        await store.Get<ProviderCatalog>().RefreshAsync(CancellationToken.None);
    }

    /// <summary>Describes the calls that were made for a matter.</summary>
    public static async Task<string> CallsAsync(KnowledgeStore store, ChatbotId chatbot)
    {
        var attempts = new List<Attempt>();
        string? after = null;
        do
        {
            var page = await store.Get<ClientDocuments<Attempt>>().ListAsync(KnowledgeStore.Client, new DocumentQuery<Attempt>().Take(500).StartAfter(after), CancellationToken.None);
            attempts.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        var times = attempts.Select(attempt => (attempt.DurationMicroseconds ?? 0) / 1000.0).Order().ToList();
        var background = (await store.Get<PassageVectors>().LoadOrNullAsync(KnowledgeStore.Client, chatbot, store.Get<ISentenceEncoder>().Key, CancellationToken.None))?.Background;
        return string.Create(CultureInfo.InvariantCulture,
            $"{attempts.Count} calls, {attempts.Count(attempt => attempt.Outcome != AttemptOutcome.Completed)} failed, {attempts.Sum(attempt => attempt.InputTokens)} tokens, {times[times.Count / 2]:0} ms at the median, background {background:0.00}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_loopback is not null)
            await _loopback.DisposeAsync();
    }

    private sealed class PlainSecrets : ISecretProtector
    {
        public string Protect(string secret) => secret;

        public string Unprotect(string protectedSecret) => protectedSecret;
    }

    private sealed class NoPages : IAdminPages
    {
        public string Account => "/";

        public string Emails => "/";

        public string Incidents => "/";

        public string Models => "/";

        public string Client(ClientId clientId) => "/";

        public string Chatbot(ClientId clientId, ChatbotId chatbotId) => "/";

        public string Conversation(ClientId clientId, ConversationId conversationId) => "/";

        public string Contacts(ClientId clientId) => "/";
    }

    /// <summary>The built-in encoder behind POST /v1/embeddings.</summary>
    private sealed class LoopbackEncoder(WebApplication app) : IAsyncDisposable
    {
        public string BaseUrl => app.Urls.First() + "/v1";

        /// <summary>A request does not name the language of its texts, and the built-in encoder puts French into English words.</summary>
        public string Language { get; set; } = "en";

        public static async Task<LoopbackEncoder> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddEncoders();
            builder.Configuration["Encoder:Kind"] = EncoderOptions.Builtin;
            var app = builder.Build();
            var loopback = new LoopbackEncoder(app);
            app.MapPost("/v1/embeddings", loopback.RespondAsync);
            await app.StartAsync();
            return loopback;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private async Task<IResult> RespondAsync(JsonElement asked, ISentenceEncoder encoder, CancellationToken ct)
        {
            List<string> texts = [.. asked.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
            var vectors = await encoder.EncodeAsync(new(KnowledgeStore.Client, new ChatbotId("any"), texts, Language, EncodingUse.Passage), ct);
            var tokens = texts.Sum(text => TokenEstimator.Estimate(text));
            return Results.Json(new
            {
                @object = "list",
                data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = vector }),
                usage = new { prompt_tokens = tokens, total_tokens = tokens },
            });
        }
    }
}
