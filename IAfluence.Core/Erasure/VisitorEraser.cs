using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Erases all data of a visitor. The ledger stays, because it contains no texts or names.</summary>
public sealed class VisitorEraser(ClientDocuments<Conversation> conversations, ReplyCancellation replies, Outbox outbox, OwnedErasure owned)
{
    /// <summary>
    /// Safe to repeat, and not cancelled with the call that requested it. Conversations are deleted last: while one exists, the visitor's device
    /// keeps its token, and can request the erasure again if it was interrupted.
    /// </summary>
    public async Task EraseAsync(VisitorIdentity visitor)
    {
        await EraseMailsAsync();
        await EndRepliesAsync(visitor);
        await owned.EraseAsync(visitor.ClientId, OwnerKind.Visitor, visitor.VisitorId.Value, CancellationToken.None);

        // Runs again, because an e-mail may have been queued while the conversation still existed.
        await EraseMailsAsync();

        Task EraseMailsAsync() => outbox.EraseAsync(visitor.ClientId, Filter<Email>.Eq(email => email.VisitorId, visitor.VisitorId));
    }

    private async Task EndRepliesAsync(VisitorIdentity visitor)
    {
        var mine = DocumentQuery<Conversation>.Where(Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId));
        string? after = null;
        do
        {
            var page = await conversations.ListAsync(visitor.ClientId, mine.StartAfter(after), CancellationToken.None);
            foreach (var conversation in page.Items)
                await replies.EndAsync(visitor.ClientId, conversation.Id, CancellationToken.None);
            after = page.Next;
        }
        while (after is not null);
    }
}
