using IAfluence.Core;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>Core's real services on an embedded database of its own, with chatbots that know a matter each.</summary>
internal sealed class KnowledgeStore : IAsyncDisposable
{
    public static readonly ClientId Client = ClientId.From("benchmark");

    private readonly bool _keep;
    private readonly string _folder;
    private readonly ServiceProvider _services;

    private KnowledgeStore(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure, string? folder)
    {
        _keep = folder is not null;
        _folder = folder ?? Directory.CreateTempSubdirectory("iafluence-knowledge-").FullName;
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([.. settings, new("Storage:Path", _folder)]).Build())
            .AddIAfluenceCore();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public PassageRetriever Retriever => _services.GetRequiredService<PassageRetriever>();

    public PassageIndexer Indexer => _services.GetRequiredService<PassageIndexer>();

    public PassageIndexing Indexing => _services.GetRequiredService<PassageIndexing>();

    public ClientDocuments<Passage> Passages => _services.GetRequiredService<ClientDocuments<Passage>>();

    public ClientDocuments<PassageVector> Vectors => _services.GetRequiredService<ClientDocuments<PassageVector>>();

    public PassageVectors PassageVectors => _services.GetRequiredService<PassageVectors>();

    public ISentenceEncoder Encoder => _services.GetRequiredService<ISentenceEncoder>();

    /// <param name="settings">Settings of the product, such as Encoder:Kind.</param>
    /// <param name="folder">A folder that is kept; null for a temporary one.</param>
    public static async Task<KnowledgeStore> OpenAsync(
        IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null, string? folder = null)
    {
        var store = new KnowledgeStore(settings, configure, folder);
        await store._services.PrepareStorageAsync(CancellationToken.None);
        return store;
    }

    public async Task<ChatbotId> HasChatbotAsync(string key)
    {
        var id = ChatbotId.From(key);
        await _services.GetRequiredService<ClientDocuments<Chatbot>>().Insert(Client, new Chatbot
        {
            Id = id,
            ClientId = Client,
            Key = key,
            PublicKey = "pk_" + key,
            Name = key,
            NameSortKey = key,
            PublishedVersionId = new ChatbotVersionId("version"),
            LatestNumber = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return id;
    }

    /// <summary>Saves the sections, a text for each page.</summary>
    /// <returns>The section of each heading of each text.</returns>
    public async Task<IReadOnlyDictionary<(string Title, string Heading), string>> LearnsAsync(ChatbotId chatbotId, Matter matter, string language)
    {
        foreach (var page in matter.Sections.GroupBy(section => section.Text))
            await KnowsAsync(chatbotId, page.Key, string.Join("\n\n", page.Select(section => $"## {section.Heading}\n\n{section.Body}")), language);
        return matter.Sections.ToDictionary(section => (section.Text, section.Heading), section => section.Id);
    }

    public async Task KnowsAsync(ChatbotId chatbotId, string title, string markdown, string language)
    {
        var draft = new KnowledgeDraft($"{language}-{title}", title, markdown, null, language);
        var saved = await _services.GetRequiredService<KnowledgeService>().SaveAsync(Client, chatbotId, draft, CancellationToken.None);
        if (saved.Result != KnowledgeSaveResult.Saved)
            throw new InvalidOperationException($"'{title}' was not saved: {saved.Result}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_keep)
            Directory.Delete(_folder, recursive: true);
    }
}
