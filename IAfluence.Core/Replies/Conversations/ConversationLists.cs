using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>One page of a list of conversations.</summary>
/// <param name="Items">Ordered by the last message, newest first.</param>
/// <param name="Older">The position of the next page; null on the last page.</param>
public sealed record ConversationList(IReadOnlyList<Conversation> Items, ConversationPosition? Older);

/// <summary>Lists the conversations of one chatbot, several clients or all clients, newest first. Every list is read from an index.</summary>
public sealed class ConversationLists(ClientDocuments<Conversation> conversations, PlatformReaders readers)
{
    /// <param name="outcome">The outcome of the last reply of each conversation; null for every conversation.</param>
    /// <param name="after">The position after which the page starts; null for the newest.</param>
    /// <param name="limit">The maximum number of items.</param>
    public async Task<ConversationList> ListAsync(
        ConversationScope scope, ReplyOutcome? outcome, ConversationPosition? after, int limit, CancellationToken ct)
    {
        var all = outcome is null ? Filter<Conversation>.All : Filter<Conversation>.Eq(conversation => conversation.LastOutcome, outcome);
        var found = scope switch
        {
            ConversationScope.Everywhere(var pass) => await TakeAsync(readers.Open<Conversation>(pass).ListAsync, all, after, limit + 1, ct),
            ConversationScope.OfChatbot(var clientId, var chatbotId) => await TakeAsync(
                (query, token) => conversations.ListAsync(clientId, query, token),
                all & Filter<Conversation>.Eq(conversation => conversation.ChatbotId, chatbotId), after, limit + 1, ct),
            ConversationScope.Of(var clientIds) => await MergeAsync(clientIds, all, after, limit + 1, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };
        return found.Count > limit
            ? new ConversationList(found[..limit], ConversationPosition.Of(found[limit - 1]))
            : new ConversationList(found, null);
    }

    private async Task<List<Conversation>> MergeAsync(
        IReadOnlyList<ClientId> clientIds, Filter<Conversation> filter, ConversationPosition? after, int count, CancellationToken ct)
    {
        var all = new List<Conversation>();
        foreach (var clientId in clientIds)
            all.AddRange(await TakeAsync((query, token) => conversations.ListAsync(clientId, query, token), filter, after, count, ct));
        return [.. all
            .OrderByDescending(conversation => conversation.LastMessageAt)
            .ThenByDescending(conversation => conversation.Id.Value, StringComparer.Ordinal)
            .Take(count)];
    }

    private static async Task<List<Conversation>> TakeAsync(
        Func<DocumentQuery<Conversation>, CancellationToken, Task<DocumentPage<Conversation>>> list,
        Filter<Conversation> filter, ConversationPosition? after, int count, CancellationToken ct)
    {
        // One position applies to the lists of several clients, which a cursor of the engine does not support. Conversations of the same
        // millisecond as the position are therefore read again, and those that were already listed are skipped.
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
