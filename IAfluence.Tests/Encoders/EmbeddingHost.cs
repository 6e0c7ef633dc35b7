using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Encoders;

/// <summary>Core with the embedding model of a loopback provider as its encoder, and one client with a chatbot and a quota of messages.</summary>
internal sealed class EmbeddingHost : IAsyncDisposable
{
    public const string ModelName = "embedder";

    /// <summary>0.10 dollars per million tokens.</summary>
    public static readonly ModelPrice Price = new(1, 100_000, 100_000, 0);

    private EmbeddingHost(LoopbackOpenAi upstream, CoreHost core, Client client, Chatbot chatbot) => (Upstream, Core, Client, Chatbot) = (upstream, core, client, chatbot);

    public LoopbackOpenAi Upstream { get; }

    public LoopbackEmbeddings Embeddings => Upstream.Embeddings;

    public CoreHost Core { get; }

    public Client Client { get; }

    public Chatbot Chatbot { get; }

    public ISentenceEncoder Encoder => Core.Get<ISentenceEncoder>();

    public static async Task<EmbeddingHost> StartAsync(bool withModel = true, params (string Key, string Value)[] settings)
    {
        var upstream = await LoopbackOpenAi.StartAsync();
        var core = await CoreHost.StartAsync(
            null, null, [("Encoder:Kind", "provider"), ("Encoder:Provider", "server"), ("Encoder:Model", ModelName), .. settings]);
        var client = await core.HasClientAsync();
        await core.Get<QuotaService>().SetAsync(QuotaScope.OfClient(client.Id), new Quota(QuotaPeriod.Month, Messages: 100), default);
        var chatbot = await core.HasChatbotAsync(client);
        await core.Get<PlatformDocuments<Provider>>().Insert(
            Catalog.Server(upstream.BaseUrl) with { Quota = new Quota(QuotaPeriod.Month, Tokens: 1_000_000), ProtectedApiKey = core.Get<ISecretProtector>().Protect("sk-secret") });
        var host = new EmbeddingHost(upstream, core, client, chatbot);
        if (withModel)
            await host.HasModelAsync();
        return host;
    }

    public async Task HasModelAsync(Quota? quota = null)
    {
        await Core.Get<PlatformDocuments<Model>>().Insert(
            new Model { Id = new ModelId(ModelName), Key = ModelName, ProviderId = new ProviderId("server"), Name = ModelName, Price = Price, Quota = quota });
        await Core.Get<ProviderCatalog>().RefreshAsync(default);
    }

    /// <summary>Allows only providers of a region that the loopback provider is not in.</summary>
    public Task ForbidsAsync(Client client) => AllowsAsync(client, new AllowedProcessors([], ["eu"]));

    public async Task AllowsAsync(Client client, AllowedProcessors? allowed) =>
        await Core.Get<PlatformDocuments<Client>>().Modify(client.Id, new Update<Client>().Set(stored => stored.AllowedProcessors, allowed));

    public Task<IReadOnlyList<float[]>> EncodeAsync(EncodingUse use, params string[] texts) =>
        Encoder.EncodeAsync(new EncodingRequest(Client.Id, Chatbot.Id, texts, "en", use), default);

    public async Task<EncoderUnavailableException> RefusesAsync(EncodingUse use, params string[] texts) =>
        await Assert.ThrowsAsync<EncoderUnavailableException>(() => EncodeAsync(use, texts));

    public Task KnowsAsync(string title, string markdown) => KnowsAsync(Client, Chatbot, title, markdown);

    public async Task KnowsAsync(Client client, Chatbot chatbot, string title, string markdown)
    {
        var saved = await Core.Get<KnowledgeService>().SaveAsync(
            client.Id, chatbot.Id, new KnowledgeDraft(Keys.KeyOf(title, "text"), title, markdown, null, "en"), default);
        Assert.Equal(KnowledgeSaveResult.Saved, saved.Result);
    }

    public Task IndexAsync() => Core.Get<PassageIndexer>().RunAsync(default);

    public Task<Retrieval> AskAsync(string question) =>
        Core.Get<PassageRetriever>().RetrieveAsync(Client.Id, Chatbot.Id, new RetrievalQuestion(question, "en"), 5, default);

    public Task<IReadOnlyList<Passage>> PassagesAsync() => PassagesAsync(Client);

    public async Task<IReadOnlyList<Passage>> PassagesAsync(Client client) =>
        (await Core.Get<ClientDocuments<Passage>>().ListAsync(client.Id, new DocumentQuery<Passage>(), default)).Items;

    public async Task<IReadOnlyList<Attempt>> EntriesAsync() =>
        (await Core.Get<ClientDocuments<Attempt>>().ListAsync(Client.Id, new DocumentQuery<Attempt>(), default)).Items;

    public async Task<QuotaUse> UsedByClientAsync() => (await Core.Get<QuotaService>().FindStatusOrNullAsync(
        (await Core.Get<PlatformDocuments<Client>>().FindOrNullAsync(Client.Id, default))!, default))!.Used;

    public async ValueTask DisposeAsync()
    {
        await Core.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
