using IAfluence.Core.Chatbots;
using IAfluence.Core.Help;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Knowledge;

/// <summary>The knowledge room on a real embedded database of the test's own.</summary>
internal sealed class KnowledgeStore : IAsyncDisposable
{
    public static readonly ClientId Martin = ClientId.From("martin");
    public static readonly ClientId Dupont = ClientId.From("dupont");

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentEngine _engine;

    private KnowledgeStore()
    {
        _engine = new SqliteDocumentEngine(_folder.Path, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance);
        Chatbots = new ClientDocuments<Chatbot>(_engine, Chatbot.Collection);
        Passages = new ClientDocuments<Passage>(_engine, Passage.Collection);
        Service = new KnowledgeService(new ClientDocuments<KnowledgeText>(_engine, KnowledgeText.Collection), Passages, Chatbots, TimeProvider.System);
        Retriever = new PassageRetriever(Passages);
    }

    public ClientDocuments<Chatbot> Chatbots { get; }

    public ClientDocuments<Passage> Passages { get; }

    public KnowledgeService Service { get; }

    public PassageRetriever Retriever { get; }

    public static async Task<KnowledgeStore> OpenAsync()
    {
        var store = new KnowledgeStore();
        await store._engine.PrepareAsync([Chatbot.Collection, KnowledgeText.Collection, Passage.Collection], CancellationToken.None);
        return store;
    }

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

    public Task<IReadOnlyList<RetrievedPassage>> AskAsync(ClientId clientId, ChatbotId chatbotId, string question, string locale = "fr") =>
        Retriever.RetrieveAsync(clientId, chatbotId, question, locale, 5, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Delete();
    }
}
