using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Finds the routes that contain a model: of published chatbots, drafts, clients and the installation.</summary>
public sealed class RouteUses(
    PlatformReaders readers, PlatformDocuments<Client> clients, PlatformDocuments<InstallationSettings> settings, ChatbotDrafts drafts, TimeProvider time)
{
    // Routes are part of versions, without an index. All published versions are read, one page at a time.
    private const int PageSize = 500;

    private readonly PlatformPass _pass = PlatformPass.ForJob("route-uses");

    public async Task<RouteUse> OfAsync(IReadOnlyCollection<ModelId> models, CancellationToken ct)
    {
        var all = (await clients.ListAllAsync(ct)).Where(client => client.DeletingSince is null).ToDictionary(client => client.Id);
        var installation = await settings.FindOrNullAsync(InstallationSettingsId.TheOne, ct);
        var (chatbots, drafted) = (new List<ChatbotUse>(), new List<ChatbotUse>());
        var candidates = await DraftsNamingAsync(models, ct);
        await foreach (var (chatbot, version) in PublishedAsync(ct))
        {
            if (!all.TryGetValue(chatbot.ClientId, out var client))
                continue;
            if (Names(version.Settings.Route, models))
                chatbots.Add(new ChatbotUse(client, chatbot));
            else if (candidates.Contains(chatbot.Id) && Names((await drafts.FindOrNullAsync(client.Id, chatbot.Id, ct))?.Settings.Route, models))
                drafted.Add(new ChatbotUse(client, chatbot));
        }

        return new RouteUse(
            InOrder(chatbots),
            [.. all.Values.Where(client => Names(client.DefaultRoute, models)).OrderBy(client => client.NameSortKey, StringComparer.Ordinal)],
            Names(installation?.DefaultRoute, models),
            installation?.Override is { } first && first.Until > time.GetUtcNow() && models.Contains(first.ModelId))
        {
            Drafts = InOrder(drafted),
        };
    }

    private static List<ChatbotUse> InOrder(IEnumerable<ChatbotUse> uses) =>
        [.. uses.OrderBy(use => use.Client.NameSortKey, StringComparer.Ordinal).ThenBy(use => use.Chatbot.NameSortKey, StringComparer.Ordinal)];

    private static bool Names(IReadOnlyList<ModelId>? route, IReadOnlyCollection<ModelId> models) => route?.Any(models.Contains) == true;

    /// <summary>Finds the chatbots whose stored draft contains one of the models. <see cref="ChatbotDrafts"/> then decides whether the draft still differs from its base.</summary>
    private async Task<HashSet<ChatbotId>> DraftsNamingAsync(IReadOnlyCollection<ModelId> models, CancellationToken ct)
    {
        var (reader, found) = (readers.Open<ChatbotDraft>(_pass), new HashSet<ChatbotId>());
        string? after = null;
        do
        {
            var page = await reader.ListAsync(new DocumentQuery<ChatbotDraft>().Take(PageSize).StartAfter(after), ct);
            found.UnionWith(page.Items.Where(draft => Names(draft.Settings.Route, models)).Select(draft => draft.Id));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private async IAsyncEnumerable<(Chatbot Chatbot, ChatbotVersion Version)> PublishedAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (chatbots, versions) = (readers.Open<Chatbot>(_pass), readers.Open<ChatbotVersion>(_pass));
        string? after = null;
        do
        {
            var page = await chatbots.ListAsync(new DocumentQuery<Chatbot>().Take(PageSize).StartAfter(after), ct);
            var published = page.Items.Select(chatbot => chatbot.PublishedVersionId).ToList();
            var found = (await versions.ListAsync(DocumentQuery<ChatbotVersion>.Where(Filter<ChatbotVersion>.In(version => version.Id, published)).Take(PageSize), ct))
                .Items.ToDictionary(version => version.Id);
            foreach (var chatbot in page.Items.Where(chatbot => chatbot.DeletingSince is null && found.ContainsKey(chatbot.PublishedVersionId)))
                yield return (chatbot, found[chatbot.PublishedVersionId]);
            after = page.Next;
        }
        while (after is not null);
    }
}
