using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>A chatbot whose route contains a failing model.</summary>
/// <param name="ServedBy">The model that replies instead; null when no other model of the route can.</param>
internal sealed record AffectedChatbot(Client Client, Chatbot Chatbot, ResolvedModel? ServedBy);

/// <summary>Finds the active chatbots whose own or inherited route contains a failing model.</summary>
internal sealed class AffectedChatbots(
    PlatformReaders readers, PlatformDocuments<Client> clients, RouteResolver routes, ProviderCatalog catalog, OpenIncidents openIncidents)
{
    private const int PageSize = 500;

    private readonly PlatformPass _pass = PlatformPass.ForJob("incidents");

    /// <summary>Lists the chatbots, ordered by client and name.</summary>
    public async Task<IReadOnlyList<AffectedChatbot>> OfAsync(ModelId failing, CancellationToken ct)
    {
        var active = (await clients.ListAllAsync(ct)).Where(client => client is { Active: true, DeletingSince: null }).ToDictionary(client => client.Id);
        var (chatbots, versions) = (readers.Open<Chatbot>(_pass), readers.Open<ChatbotVersion>(_pass));
        var affected = new List<AffectedChatbot>();
        string? after = null;
        do
        {
            var page = await chatbots.ListAsync(new DocumentQuery<Chatbot>().Take(PageSize).StartAfter(after), ct);
            var published = (await versions.ListAsync(
                DocumentQuery<ChatbotVersion>.Where(Filter<ChatbotVersion>.In(version => version.Id, page.Items.Select(chatbot => chatbot.PublishedVersionId))).Take(PageSize), ct))
                .Items.ToDictionary(version => version.Id);
            foreach (var chatbot in page.Items.Where(chatbot => chatbot is { Active: true, DeletingSince: null }))
            {
                if (!active.TryGetValue(chatbot.ClientId, out var client) || !published.TryGetValue(chatbot.PublishedVersionId, out var version))
                    continue;
                var route = routes.Resolve(new PublishedChatbot(client, chatbot, version));
                if (route.Contains(failing))
                    affected.Add(new AffectedChatbot(client, chatbot, Serving(route, failing)));
            }

            after = page.Next;
        }
        while (after is not null);
        return [.. affected.OrderBy(one => one.Client.NameSortKey, StringComparer.Ordinal).ThenBy(one => one.Chatbot.NameSortKey, StringComparer.Ordinal)];
    }

    private ResolvedModel? Serving(IReadOnlyList<ModelId> route, ModelId failing) =>
        route.Where(model => model != failing && !openIncidents.IsFailing(model)).Select(catalog.FindModelOrNull).FirstOrDefault(model => model is not null);
}
