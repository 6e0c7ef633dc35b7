using IAfluence.Core.Knowledge;
using IAfluence.Core.Usage;

namespace IAfluence.Tests.Testing;

/// <summary>Two clients whose texts are encoded by the embedding model of the loopback provider, and answered from by the built-in model.</summary>
public sealed partial class IAfluenceApp
{
    /// <summary>Tokens of the embedding model cost 0.10 dollars per million.</summary>
    public const long EmbeddingInputMicros = 100_000;

    /// <param name="allowedOfMartin">The allowed processors of the first client, as in the bootstrap file; null for all.</param>
    /// <param name="prepare">Sets how the loopback provider responds before the application starts.</param>
    public static Task<IAfluenceApp> StartWithEmbeddingsAsync(object? allowedOfMartin = null, Action<LoopbackEmbeddings>? prepare = null) => StartBootstrappedAsync(
        upstream =>
        {
            prepare?.Invoke(upstream.Embeddings);
            return new
            {
                providers = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk-secret" } },
                models = new[] { new { key = "embedder", provider = "loopback", name = "embedder", inputPrice = 0.1, outputPrice = 0 } },
                clients = new[] { ClientWithTexts("martin", allowedOfMartin), ClientWithTexts("dupont", null) },
            };
        },
        null,
        ("Encoder:Kind", "provider"),
        ("Encoder:Provider", "loopback"),
        ("Encoder:Model", "embedder"));

    /// <summary>Waits until passages of a client have vectors.</summary>
    public Task HasEncodedAsync(string client, int passages) => Eventually.HoldsAsync(
        async () => (await PassagesAsync(client)).Count(passage => passage.Encoder == "loopback/embedder") == passages,
        $"{passages} passages of {client} are encoded");

    public async Task<IReadOnlyList<Passage>> PassagesAsync(string client)
    {
        var id = (await BelowHttp.Get<Core.Clients.ClientService>().FindByKeyOrNullAsync(client, default))!.Id;
        return [.. (await this.StoredAsync<Passage>()).Where(passage => passage.ClientId == id)];
    }

    /// <summary>The embeddings in the ledger.</summary>
    public async Task<IReadOnlyList<Attempt>> EmbeddingEntriesAsync() =>
        [.. (await this.StoredAsync<Attempt>()).Where(attempt => attempt.Purpose == AttemptPurpose.Embedding && attempt.Outcome != AttemptOutcome.Open)];

    private static object ClientWithTexts(string key, object? allowed) => new
    {
        key,
        name = key,
        locale = "fr",
        timeZone = "Europe/Paris",
        allowedProcessors = allowed,
        quota = new { period = "month", messages = 100 },
        chatbots = new[]
        {
            new
            {
                key = "accueil", publicKey = "pk_" + key, name = "Assistant", locale = "fr", route = new[] { "builtin" }, allowedOrigins = new[] { LoopbackInstallation.Origin },
                knowledge = new[]
                {
                    new { key = "prix", title = "Nos prix", text = "Le pain de campagne coûte quatre euros vingt." },
                    new { key = "horaires", title = "Horaires", text = "La boutique est ouverte de sept heures à midi." },
                },
            },
        },
    };
}
