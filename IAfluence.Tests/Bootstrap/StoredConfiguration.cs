using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

/// <summary>The stored documents that a bootstrap file makes, in a form that is the same on every run: names in place of ids and of instants.</summary>
internal static partial class StoredConfiguration
{
    public static async Task<JsonObject> ReadAsync(CoreHost host)
    {
        var names = new List<(string Id, string Name)>();
        var documents = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var provider in await PlatformAsync<Provider>(host))
            Add($"provider {provider.Key}", provider.Id.Value, provider);
        foreach (var model in await PlatformAsync<Model>(host))
            Add($"model {model.Key}", model.Id.Value, model);
        foreach (var installation in await PlatformAsync<InstallationSettings>(host))
            Add("installation", "", installation);
        foreach (var client in await PlatformAsync<Client>(host))
            Add($"client {client.Key}", client.Id.Value, client);
        foreach (var chatbot in await OfClientsAsync<Chatbot>(host))
            Add($"chatbot {chatbot.PublicKey}", chatbot.Id.Value, chatbot);
        foreach (var version in await OfClientsAsync<ChatbotVersion>(host))
            Add($"version {version.Number} of {NameOf(version.ChatbotId.Value)}", version.Id.Value, version);
        foreach (var text in await OfClientsAsync<KnowledgeText>(host))
            Add($"text {text.Key} of {NameOf(text.ChatbotId.Value)}", text.Id.Value, text);

        var all = new JsonObject();
        foreach (var (name, document) in documents)
            all[name] = JsonNode.Parse(WithNames(document.ToJsonString()));
        return all;

        void Add<T>(string name, string id, T document)
        {
            // The built-in model's id is a word of its own.
            if (id.Length > "builtin".Length)
                names.Add((id, name));
            documents.Add(name, JsonNode.Parse(JsonSerializer.Serialize(document, DocumentJson.Of<T>()))!);
        }

        string NameOf(string id) => names.Find(each => each.Id == id).Name;

        string WithNames(string json)
        {
            foreach (var (id, name) in names)
                json = json.Replace(id, name, StringComparison.Ordinal);
            return Instants().Replace(json, "\"an instant\"");
        }
    }

    public static Task<IReadOnlyList<AppliedObject>> AppliedAsync(CoreHost host) => PlatformAsync<AppliedObject>(host);

    /// <summary>How often each document was written.</summary>
    public static async Task<IReadOnlyList<string>> VersionsAsync(CoreHost host)
    {
        IEnumerable<IDocument> all =
        [
            .. await PlatformAsync<Provider>(host), .. await PlatformAsync<Model>(host), .. await PlatformAsync<InstallationSettings>(host), .. await PlatformAsync<Client>(host),
            .. await PlatformAsync<AppliedObject>(host), .. await OfClientsAsync<Chatbot>(host), .. await OfClientsAsync<ChatbotVersion>(host), .. await OfClientsAsync<KnowledgeText>(host),
        ];
        return [.. all.Select(document => $"{document.GetType().Name} {document.DocumentId}: {document.Version}").Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<T>> PlatformAsync<T>(CoreHost host) where T : class, IDocument =>
        (await host.Get<PlatformDocuments<T>>().ListAsync(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit), CancellationToken.None)).Items;

    private static async Task<IReadOnlyList<T>> OfClientsAsync<T>(CoreHost host) where T : class, IClientDocument =>
        (await host.Get<PlatformReaders>().Open<T>(PlatformPass.ForJob("test")).ListAsync(DocumentQuery<T>.Where(Filter<T>.All).Take(DocumentQuery<T>.MaxLimit), CancellationToken.None)).Items;

    [GeneratedRegex("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*Z\"")]
    private static partial Regex Instants();
}
