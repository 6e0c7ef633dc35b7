using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Lists chatbots by name, for one client or across clients.</summary>
public sealed class ChatbotLists(ClientDocuments<Chatbot> chatbots, ChatbotDrafts drafts, PlatformReaders readers)
{
    private static readonly DocumentQuery<Chatbot> _byName =
        DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null)).By(chatbot => chatbot.NameSortKey);

    /// <param name="search">See <see cref="NameSearch"/>.</param>
    /// <param name="after">The cursor of the previous page; null for the first page.</param>
    public Task<DocumentPage<Chatbot>> OfClientAsync(ClientId clientId, string? search, string? after, int take, CancellationToken ct) =>
        NameSearch.ListAsync(query => chatbots.ListAsync(clientId, query, ct), _byName, chatbot => chatbot.NameSortKey, search, after, take);

    /// <summary>Lists the chatbots of every client; see <see cref="OfClientAsync"/>.</summary>
    public Task<DocumentPage<Chatbot>> OfAllAsync(PlatformPass pass, string? search, string? after, int take, CancellationToken ct)
    {
        var reader = readers.Open<Chatbot>(pass);
        return NameSearch.ListAsync(query => reader.ListAsync(query, ct), _byName, chatbot => chatbot.NameSortKey, search, after, take);
    }

    /// <summary>Returns which of a client's chatbots have unpublished settings.</summary>
    public async Task<IReadOnlySet<ChatbotId>> ListEditedAsync(ClientId clientId, IEnumerable<Chatbot> listed, CancellationToken ct) =>
        (await drafts.CountChangesAsync(clientId, [.. listed.Select(chatbot => chatbot.Id)], ct)).Keys.ToHashSet();

    /// <summary>Lists the chatbots of several clients together, by name.</summary>
    /// <param name="takeOfEach">The maximum for each client.</param>
    public async Task<IReadOnlyList<Chatbot>> OfClientsAsync(IEnumerable<ClientId> clientIds, string? search, int takeOfEach, CancellationToken ct)
    {
        var found = new List<Chatbot>();
        foreach (var clientId in clientIds)
            found.AddRange((await OfClientAsync(clientId, search, null, takeOfEach, ct)).Items);
        return [.. found.OrderBy(chatbot => chatbot.NameSortKey, StringComparer.Ordinal).ThenBy(chatbot => chatbot.Id.Value, StringComparer.Ordinal)];
    }
}
