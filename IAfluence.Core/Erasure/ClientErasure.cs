using IAfluence.Core.Clients;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Erases a client that is marked as being deleted. Any step may be repeated or broken off. The client's own document goes last, after a
/// while in which calls that were under way, in any process, have written their last: what they left is erased with it.
/// </summary>
public sealed class ClientErasure(
    PlatformDocuments<Client> clients, PublicKeys publicKeys, ReplyCancellation replies, Outbox outbox, OwnedErasure owned, LedgerErasure ledger)
{
    public async Task EraseAsync(Client client, CancellationToken ct)
    {
        await publicKeys.FreeAsync(client.Id, ct);
        await replies.EndAsync(client.Id, chatbotId: null, ct);
        await outbox.EraseAsync(client.Id);
        await owned.EraseAsync(client.Id, OwnerKind.Client, client.Id.Value, ct);
        if (await ledger.EraseAsync(client, ct))
            await clients.DeleteWhere(Filter<Client>.Eq(gone => gone.Id, client.Id) & Filter<Client>.Ne(gone => gone.DeletingSince, null));
    }
}

/// <summary>Erases the ledger of a client: its figures stay in the platform's totals, which no longer name the client.</summary>
public sealed class LedgerErasure(LedgerFolding folding, ErasureSettling settling)
{
    /// <returns>True when nothing of the ledger is left and nothing can be added to it any more.</returns>
    public async Task<bool> EraseAsync(Client client, CancellationToken ct)
    {
        if (!await folding.FoldAsync(client.Id, ct) || !settling.IsSettled(client.DeletingSince))
            return false;
        await folding.ForgetAsync(client.Id, ct);
        return true;
    }
}
