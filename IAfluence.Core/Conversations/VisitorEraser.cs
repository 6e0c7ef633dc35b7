using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Conversations;

/// <summary>Erases everything kept of a visitor. The ledger stays: it holds neither words nor names.</summary>
public sealed class VisitorEraser(
    ClientDocuments<Conversation> conversations, ClientDocuments<Message> messages, ClientDocuments<ReplyRecord> replies,
    ClientDocuments<MessageKey> keys, ClientDocuments<Contact> contacts, ClientDocuments<VisitorConsent> consents, Outbox outbox,
    RunningReplies running)
{
    /// <summary>Safe to repeat; the conversation goes last, so that an interrupted erasure is found again.</summary>
    public async Task EraseAsync(VisitorIdentity visitor, CancellationToken ct)
    {
        var clientId = visitor.ClientId;
        var mine = Query<Conversation>.Where(Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId)).Take(100);
        while ((await conversations.ListAsync(clientId, mine, ct)).Items is { Count: > 0 } batch)
        {
            foreach (var conversation in batch)
                await EraseAsync(clientId, conversation.Id, ct);
        }

        await keys.DeleteWhere(clientId, Filter<MessageKey>.Eq(key => key.VisitorId, visitor.VisitorId));
        await contacts.DeleteWhere(clientId, Filter<Contact>.Eq(contact => contact.VisitorId, visitor.VisitorId));
        await outbox.EraseAsync(clientId, Filter<Email>.Eq(email => email.VisitorId, visitor.VisitorId));
        await consents.Delete(clientId, visitor.VisitorId);
    }

    private async Task EraseAsync(Clients.ClientId clientId, ConversationId id, CancellationToken ct)
    {
        var records = await replies.ListAsync(
            clientId, Query<ReplyRecord>.Where(Filter<ReplyRecord>.Eq(record => record.ConversationId, id)).Take(Query<ReplyRecord>.MaxLimit), ct);
        foreach (var record in records.Items.Where(record => !record.Ended))
            await running.SignalAsync(record, ReplySignalKind.Discard);
        var group = conversations.NewGroup();
        _ = messages.DeleteWhere(clientId, Filter<Message>.Eq(message => message.ConversationId, id), group);
        _ = replies.DeleteWhere(clientId, Filter<ReplyRecord>.Eq(record => record.ConversationId, id), group);
        var last = conversations.Delete(clientId, id, group);
        group.Submit();
        await last;
    }
}
