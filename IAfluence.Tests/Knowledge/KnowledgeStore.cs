using IAfluence.Core;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Encoders;
using IAfluence.Core.Help;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Knowledge;

/// <summary>The knowledge room on a real embedded database of the test's own.</summary>
internal sealed class KnowledgeStore : IAsyncDisposable
{
    public static readonly ClientId Martin = ClientId.From("martin");
    public static readonly ClientId Dupont = ClientId.From("dupont");

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private KnowledgeStore(ISentenceEncoder encoder)
    {
        var settings = new Dictionary<string, string?> { ["Storage:Path"] = _folder.Path, ["Encoder:Kind"] = EncoderOptions.None };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddIAfluenceCore()
            .AddSingleton(encoder)
            .BuildServiceProvider();
    }

    public ClientDocuments<Chatbot> Chatbots => Get<ClientDocuments<Chatbot>>();

    public ClientDocuments<Passage> Passages => Get<ClientDocuments<Passage>>();

    public KnowledgeService Service => Get<KnowledgeService>();

    public PassageVectors Vectors => Get<PassageVectors>();

    public PassageIndexer Indexer => Get<PassageIndexer>();

    public PassageRetriever Retriever => Get<PassageRetriever>();

    /// <param name="encoder">Null when passages are found only by their words.</param>
    public static async Task<KnowledgeStore> OpenAsync(ISentenceEncoder? encoder = null)
    {
        var store = new KnowledgeStore(encoder ?? new NullEncoder());
        await store._services.PrepareStorageAsync(CancellationToken.None);
        return store;
    }

    /// <summary>An indexer as another process would have.</summary>
    public PassageIndexer NewIndexer() => ActivatorUtilities.CreateInstance<PassageIndexer>(_services);

    public async Task<IReadOnlyList<PassageVector>> VectorsOfAsync(ClientId clientId, ChatbotId chatbotId) =>
        (await Get<ClientDocuments<PassageVector>>().ListAsync(
            clientId, DocumentQuery<PassageVector>.Where(Filter<PassageVector>.Eq(vector => vector.ChatbotId, chatbotId)).Take(500), CancellationToken.None)).Items;

    public async Task<IReadOnlyList<Passage>> PassagesOfAsync(ClientId clientId, ChatbotId chatbotId) =>
        (await Passages.ListAsync(clientId, DocumentQuery<Passage>.Where(Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId)).Take(500), CancellationToken.None)).Items;

    public async Task<ChatbotId> HasChatbotAsync(ClientId clientId, string key)
    {
        var id = NewId.Of<ChatbotId>(TimeProvider.System);
        await Chatbots.Insert(clientId, new Chatbot
        {
            Id = id,
            ClientId = clientId,
            Key = key,
            PublicKey = "pk_" + id,
            Name = key,
            NameSortKey = key,
            PublishedVersionId = new ChatbotVersionId("version"),
            LatestNumber = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return id;
    }

    public async Task<ChatbotId> HasHelpChatbotAsync()
    {
        var chatbot = await HasChatbotAsync(Martin, "help");
        foreach (var text in HelpTexts.All)
        {
            var saved = await Service.SaveAsync(
                Martin, chatbot, new KnowledgeDraft($"{text.Locale}-{text.Key}", text.Title, text.Markdown, text.Url, text.Locale), CancellationToken.None);
            Assert.Equal(KnowledgeSaveResult.Saved, saved.Result);
        }

        return chatbot;
    }

    public async Task<KnowledgeText> KnowsAsync(ClientId clientId, ChatbotId chatbotId, string title, string text, string locale = "fr")
    {
        var saved = await Service.SaveAsync(
            clientId, chatbotId, new KnowledgeDraft(title.ToLowerInvariant(), title, text, null, locale), CancellationToken.None);
        Assert.Equal(KnowledgeSaveResult.Saved, saved.Result);
        return saved.Text!;
    }

    public async Task<IReadOnlyList<RetrievedPassage>> AskAsync(ClientId clientId, ChatbotId chatbotId, string question, string locale = "fr") =>
        (await Retriever.RetrieveAsync(clientId, chatbotId, new RetrievalQuestion(question, locale), 5, CancellationToken.None)).Passages;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete();
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();
}
