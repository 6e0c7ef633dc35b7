using System.Runtime.CompilerServices;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>Finds the conversation of a visitor's token and its messages. Other conversations cannot be reached.</summary>
public sealed class ConversationFinder(
    ClientDocuments<Conversation> conversations, ClientDocuments<Message> messages, ClientDocuments<MessageKey> keys)
{
    private const int PageSize = 200;

    /// <returns>Null when the conversation does not exist or belongs to another visitor.</returns>
    public async Task<Conversation?> FindOrNullAsync(VisitorIdentity identity, CancellationToken ct)
    {
        var found = await conversations.FindOrNullAsync(identity.ClientId, identity.ConversationId, ct);
        return found?.VisitorId == identity.VisitorId && found.ChatbotId == identity.ChatbotId ? found : null;
    }

    public async Task<Message?> FindMessageOrNullAsync(VisitorIdentity identity, MessageId messageId, CancellationToken ct)
    {
        var found = await messages.FindOrNullAsync(identity.ClientId, messageId, ct);
        return found?.ConversationId == identity.ConversationId ? found : null;
    }

    /// <summary>Lists up to <paramref name="limit"/> messages, oldest first.</summary>
    /// <param name="after">The message before the first one listed; null to start with the oldest.</param>
    public async Task<IReadOnlyList<Message>> ListMessagesAsync(VisitorIdentity identity, MessageId? after, int limit, CancellationToken ct)
    {
        var filter = Filter<Message>.Eq(message => message.ConversationId, identity.ConversationId);
        if (after is { } id && await FindMessageOrNullAsync(identity, id, ct) is { } known)
        {
            filter &= Filter<Message>.Gt(message => message.At, known.At)
                | (Filter<Message>.Eq(message => message.At, known.At) & Filter<Message>.Gt(message => message.Id, known.Id));
        }

        return (await messages.ListAsync(identity.ClientId, DocumentQuery<Message>.Where(filter).By(message => message.At).Take(limit), ct)).Items;
    }

    /// <summary>Reads all messages, oldest first, in pages. There is at least one page, which may be empty.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Message>> ReadMessagesAsync(VisitorIdentity identity, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = DocumentQuery<Message>.Where(Filter<Message>.Eq(message => message.ConversationId, identity.ConversationId)).By(message => message.At).Take(PageSize);
        string? cursor = null;
        do
        {
            var page = await messages.ListAsync(identity.ClientId, query.StartAfter(cursor), ct);
            yield return page.Items;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Finds the first message of a conversation by its key.</summary>
    internal async Task<(VisitorIdentity? Identity, Message? Question)> FindByKeyOrNullAsync(
        ClientId clientId, ChatbotId chatbotId, MessageKeyId id, CancellationToken ct)
    {
        if (await keys.FindOrNullAsync(clientId, id, ct) is not { } key)
            return (null, null);
        var identity = new VisitorIdentity(clientId, chatbotId, key.VisitorId, key.ConversationId);
        return (identity, await FindMessageOrNullAsync(identity, key.MessageId, ct));
    }

    /// <summary>Finds a message of a conversation by the id that the visitor's device gave it.</summary>
    internal async Task<(VisitorIdentity? Identity, Message? Question)> FindByClientMessageIdOrNullAsync(
        Conversation conversation, string clientMessageId, CancellationToken ct)
    {
        var identity = new VisitorIdentity(conversation.ClientId, conversation.ChatbotId, conversation.VisitorId, conversation.Id);
        var question = await messages.FirstOrNullAsync(
            conversation.ClientId,
            DocumentQuery<Message>.Where(
                Filter<Message>.Eq(message => message.ConversationId, conversation.Id)
                & Filter<Message>.Eq(message => message.ClientMessageId, clientMessageId)),
            ct);
        return (identity, question);
    }

    /// <summary>Rebuilds the events of a reply from the stored messages, for when its record has expired.</summary>
    internal async Task<IReadOnlyList<ReplyEvent>> FindEventsAsync(Message question, CancellationToken ct)
    {
        var start = new ReplyEvent.Start(question.ConversationId, question.Id);
        if (question.ReplyId is null)
            return [start, new ReplyEvent.Done(question.Id, FinishReason.Human, [], null, [])];
        if (question.ReplyId is not { } replyId || await messages.FindOrNullAsync(question.ClientId, replyId, ct) is not { } reply)
            return [start, new ReplyEvent.Failed(ReplyErrors.ReplyFailed)];
        return
        [
            start,
            new ReplyEvent.Token(reply.Text),
            new ReplyEvent.Done(reply.Id, reply.FinishReason ?? FinishReason.Stop, reply.Sources, reply.Outcome, reply.Suggestions),
        ];
    }
}
