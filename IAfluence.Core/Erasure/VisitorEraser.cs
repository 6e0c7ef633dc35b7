using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Erases everything kept of a visitor. The ledger stays: it holds neither words nor names.</summary>
public sealed class VisitorEraser(
    ClientDocuments<Conversation> conversations, ClientDocuments<Message> messages, ClientDocuments<ReplyRecord> replies,
    ClientDocuments<MessageKey> keys, ClientDocuments<Contact> contacts, ClientDocuments<VisitorConsent> consents, Outbox outbox,
    RunningReplies running)
{
    /// <summary>
    /// Safe to repeat, and not cancelled with the call that asked for it. The conversations go last: while there is one, the visitor's
    /// device keeps its token, and an erasure that broke off can be asked for again.
    /// </summary>
    public async Task EraseAsync(VisitorIdentity visitor)
    {
        var clientId = visitor.ClientId;
        await keys.DeleteWhere(clientId, Filter<MessageKey>.Eq(key => key.VisitorId, visitor.VisitorId));
        await contacts.DeleteWhere(clientId, Filter<Contact>.Eq(contact => contact.VisitorId, visitor.VisitorId));
        await EraseMailsAsync();
        await consents.Delete(clientId, visitor.VisitorId);

        var mine = Query<Conversation>.Where(Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId)).Take(100);
        while ((await conversations.ListAsync(clientId, mine, CancellationToken.None)).Items is { Count: > 0 } batch)
        {
            foreach (var conversation in batch)
                await EraseAsync(clientId, conversation.Id);
        }

        // Once more: someone was perhaps being told of a conversation while it was still there.
        await EraseMailsAsync();

        Task EraseMailsAsync() => outbox.EraseAsync(clientId, Filter<Email>.Eq(email => email.VisitorId, visitor.VisitorId));
    }

    private async Task EraseAsync(ClientId clientId, ConversationId id)
    {
        var records = await replies.ListAsync(
            clientId, Query<ReplyRecord>.Where(Filter<ReplyRecord>.Eq(record => record.ConversationId, id)).Take(Query<ReplyRecord>.MaxLimit),
            CancellationToken.None);
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
