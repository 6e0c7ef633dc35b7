using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Reads a conversation with the ledger entries of its replies, including a reply in progress.</summary>
public sealed class ThreadReader(
    ClientDocuments<Conversation> conversations,
    ClientDocuments<Message> messages,
    ClientDocuments<Attempt> attempts,
    ProviderCatalog catalog,
    PlatformDocuments<Model> models,
    IRepliesInProgress inProgress)
{
    /// <summary>The number of messages in a page.</summary>
    public const int PageSize = 100;

    /// <param name="before">The <see cref="ConversationThread.Earlier"/> of another page; null for the newest page.</param>
    /// <returns>Null when the conversation does not exist.</returns>
    public async Task<ConversationThread?> FindOrNullAsync(ClientId clientId, ConversationId id, string? before, CancellationToken ct)
    {
        if (await conversations.FindOrNullAsync(clientId, id, ct) is not { } conversation)
            return null;

        var part = await messages.ListAsync(
            clientId,
            DocumentQuery<Message>.Where(Filter<Message>.Eq(message => message.ConversationId, id))
                .ByDescending(message => message.At).Take(PageSize).StartAfter(before),
            ct);
        var oldestFirst = part.Items.Reverse().ToList();
        var ledger = await ListAttemptsAsync(clientId, oldestFirst, ct);
        var answered = oldestFirst.Where(message => message.ReplyTo is not null).Select(message => message.Id).ToHashSet();

        var entries = new List<ThreadEntry>(oldestFirst.Count + 1);
        foreach (var message in oldestFirst)
        {
            entries.Add(message.Role == MessageRole.Assistant
                ? new ThreadEntry(message, ReplyState.Stored, null, AttemptsAt(message.Id))
                : new ThreadEntry(message, null, null, []));
            // The reply to the last message of an earlier page is on the next page.
            if (message.ReplyId is { } replyId && !answered.Contains(replyId) && !(before is not null && message == oldestFirst[^1]))
                entries.Add(await PlaceholderAsync(clientId, message, AttemptsAt(replyId), ct));
        }

        return new ConversationThread(conversation, entries, await ListModelsAsync(ledger, ct), part.Next);

        IReadOnlyList<Attempt> AttemptsAt(MessageId replyId) => ledger.TryGetValue(replyId, out var found) ? found : [];
    }

    private async Task<ThreadEntry> PlaceholderAsync(ClientId clientId, Message question, IReadOnlyList<Attempt> made, CancellationToken ct)
    {
        if (await inProgress.FindPartialTextOrNullAsync(clientId, question.Id, ct) is { } text)
            return new ThreadEntry(question, ReplyState.InProgress, text, made);
        // The reply may have been stored since the messages were read.
        return await messages.FindOrNullAsync(clientId, question.ReplyId!.Value, ct) is { } reply
            ? new ThreadEntry(reply, ReplyState.Stored, null, made)
            : new ThreadEntry(question, ReplyState.Missing, null, made);
    }

    private async Task<Dictionary<MessageId, List<Attempt>>> ListAttemptsAsync(ClientId clientId, IEnumerable<Message> of, CancellationToken ct)
    {
        var replies = of.Select(message => message.Role == MessageRole.Assistant ? message.Id : message.ReplyId)
            .Where(reply => reply is not null).Distinct().ToList();
        if (replies.Count == 0)
            return [];
        var found = await attempts.ListAsync(
            clientId,
            // This order follows the index on replies; any other order would read the whole ledger of the client.
            DocumentQuery<Attempt>.Where(Filter<Attempt>.In(attempt => attempt.ReplyId, replies))
                .By(attempt => attempt.ReplyId).By(attempt => attempt.Number).Take(DocumentQuery<Attempt>.MaxLimit),
            ct);
        return found.Items.GroupBy(attempt => attempt.ReplyId!.Value)
            .ToDictionary(group => group.Key, group => group.OrderBy(attempt => attempt.Number).ThenBy(attempt => attempt.StartedAt).ToList());
    }

    private async Task<IReadOnlyDictionary<ModelId, Model>> ListModelsAsync(Dictionary<MessageId, List<Attempt>> ledger, CancellationToken ct)
    {
        var known = new Dictionary<ModelId, Model>();
        foreach (var id in ledger.Values.SelectMany(list => list).Select(attempt => attempt.ModelId).Distinct())
        {
            if ((catalog.FindModelOrNull(id)?.Model ?? await models.FindOrNullAsync(id, ct)) is { } model)
                known[id] = model;
        }

        return known;
    }
}
