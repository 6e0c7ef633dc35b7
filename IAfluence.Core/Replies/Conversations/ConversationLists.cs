using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Part of a list of conversations.</summary>
/// <param name="Items">Newest first, by the last message.</param>
/// <param name="Older">Where the next part begins; null when this is the end.</param>
public sealed record ConversationList(IReadOnlyList<Conversation> Items, ConversationPosition? Older);

/// <summary>Lists conversations, newest first, over one chatbot, some clients or all of them; every list runs along an index.</summary>
public sealed class ConversationLists(ClientDocuments<Conversation> conversations, PlatformReaders readers)
{
    /// <param name="after">Where to go on; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">The caller's own.</param>
    public async Task<ConversationList> ListAsync(ConversationScope scope, ConversationPosition? after, int limit, CancellationToken ct)
    {
        var found = scope switch
        {
            ConversationScope.Everywhere(var pass) => await TakeAsync(readers.Open<Conversation>(pass).ListAsync, Filter<Conversation>.All, after, limit + 1, ct),
            ConversationScope.OfChatbot(var clientId, var chatbotId) => await TakeAsync(
                (query, token) => conversations.ListAsync(clientId, query, token),
                Filter<Conversation>.Eq(conversation => conversation.ChatbotId, chatbotId), after, limit + 1, ct),
            ConversationScope.Of(var clientIds) => await MergeAsync(clientIds, after, limit + 1, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        return found.Count > limit
            ? new ConversationList(found[..limit], ConversationPosition.Of(found[limit - 1]))
            : new ConversationList(found, null);
    }

    private async Task<List<Conversation>> MergeAsync(IReadOnlyList<ClientId> clientIds, ConversationPosition? after, int count, CancellationToken ct)
    {
        var all = new List<Conversation>();
        foreach (var clientId in clientIds)
            all.AddRange(await TakeAsync((query, token) => conversations.ListAsync(clientId, query, token), Filter<Conversation>.All, after, count, ct));
        return [.. all
            .OrderByDescending(conversation => conversation.LastMessageAt)
            .ThenByDescending(conversation => conversation.Id.Value, StringComparer.Ordinal)
            .Take(count)];
    }

    private static async Task<List<Conversation>> TakeAsync(
        Func<DocumentQuery<Conversation>, CancellationToken, Task<DocumentPage<Conversation>>> list,
        Filter<Conversation> filter, ConversationPosition? after, int count, CancellationToken ct)
    {
        // The position's own instant is read again and what precedes it within that millisecond left out: positions of
        // several clients are then the same thing, which an engine's cursors are not.
        if (after is not null)
            filter &= Filter<Conversation>.Lte(conversation => conversation.LastMessageAt, after.At);
        var query = DocumentQuery<Conversation>.Where(filter).ByDescending(conversation => conversation.LastMessageAt).Take(count + 1);
        var found = new List<Conversation>(count);
        while (true)
        {
            var page = await list(query, ct);
            found.AddRange(page.Items.Where(conversation => after is null || after.Precedes(conversation)));
            if (found.Count >= count || page.Next is null)
                return found.Count > count ? found[..count] : found;
            query = query.StartAfter(page.Next);
        }
    }
}
