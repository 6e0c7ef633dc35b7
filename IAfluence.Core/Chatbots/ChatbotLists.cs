using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Chatbots by name: of one client, or across clients for those who may see them all.</summary>
public sealed class ChatbotLists(ClientDocuments<Chatbot> chatbots, ChatbotDrafts drafts, PlatformReaders readers)
{
    private static readonly DocumentQuery<Chatbot> _byName =
        DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null)).By(chatbot => chatbot.NameSortKey);

    /// <param name="search">As in <see cref="NameSearch"/>.</param>
    /// <param name="after">The page's cursor; null for the first.</param>
    public Task<DocumentPage<Chatbot>> OfClientAsync(ClientId clientId, string? search, string? after, int take, CancellationToken ct) =>
        NameSearch.ListAsync(query => chatbots.ListAsync(clientId, query, ct), _byName, chatbot => chatbot.NameSortKey, search, after, take);

    /// <summary>Every client's; see <see cref="OfClientAsync"/>.</summary>
    public Task<DocumentPage<Chatbot>> OfAllAsync(PlatformPass pass, string? search, string? after, int take, CancellationToken ct)
    {
        var reader = readers.Open<Chatbot>(pass);
        return NameSearch.ListAsync(query => reader.ListAsync(query, ct), _byName, chatbot => chatbot.NameSortKey, search, after, take);
    }

    /// <summary>Those of some chatbots of a client that have settings which are not published yet.</summary>
    public async Task<IReadOnlySet<ChatbotId>> ListEditedAsync(ClientId clientId, IEnumerable<Chatbot> listed, CancellationToken ct) =>
        (await drafts.CountChangesAsync(clientId, [.. listed.Select(chatbot => chatbot.Id)], ct)).Keys.ToHashSet();

    /// <summary>A member's clients' chatbots together, by name; so many of each client at most.</summary>
    public async Task<IReadOnlyList<Chatbot>> OfClientsAsync(IEnumerable<ClientId> clientIds, string? search, int takeOfEach, CancellationToken ct)
    {
        var found = new List<Chatbot>();
        foreach (var clientId in clientIds)
            found.AddRange((await OfClientAsync(clientId, search, null, takeOfEach, ct)).Items);
        return [.. found.OrderBy(chatbot => chatbot.NameSortKey, StringComparer.Ordinal).ThenBy(chatbot => chatbot.Id.Value, StringComparer.Ordinal)];
    }
}
