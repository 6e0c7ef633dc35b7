using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>The names shown on the page, including inactive and replaced objects.</summary>
public sealed class HealthNames(
    PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, PlatformDocuments<Client> clients, PlatformReaders readers)
{
    public async Task<IReadOnlyDictionary<ModelId, Model>> ModelsAsync(CancellationToken ct) =>
        (await AllAsync<Model>(models.ListAsync, ct)).ToDictionary(model => model.Id);

    public async Task<IReadOnlyDictionary<ProviderId, Provider>> ProvidersAsync(CancellationToken ct) =>
        (await AllAsync<Provider>(providers.ListAsync, ct)).ToDictionary(provider => provider.Id);

    public async Task<IReadOnlyDictionary<ClientId, Client>> ClientsAsync(CancellationToken ct) =>
        (await AllAsync<Client>(clients.ListAsync, ct)).ToDictionary(client => client.Id);

    public async Task<IReadOnlyDictionary<ChatbotId, Chatbot>> ChatbotsAsync(PlatformPass pass, CancellationToken ct) =>
        (await AllAsync<Chatbot>(readers.Open<Chatbot>(pass).ListAsync, ct)).Where(chatbot => chatbot.DeletingSince is null).ToDictionary(chatbot => chatbot.Id);

    private static async Task<List<T>> AllAsync<T>(Func<DocumentQuery<T>, CancellationToken, Task<DocumentPage<T>>> list, CancellationToken ct) where T : class, IDocument
    {
        var all = new List<T>();
        string? after = null;
        do
        {
            var page = await list(new DocumentQuery<T>().Take(DocumentQuery<T>.MaxLimit).StartAfter(after), ct);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
