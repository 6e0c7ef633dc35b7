using IAfluence.Core.Clients;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Erases a client that is marked as being deleted. Each step can be repeated or interrupted. The client document is deleted last, after a
/// delay in which running operations of all processes have ended, so that their last writes are erased too.
/// </summary>
public sealed class ClientErasure(
    PlatformDocuments<Client> clients, PublicKeyErasure publicKeys, ReplyCancellation replies, Outbox outbox, OwnedErasure owned, LedgerErasure ledger)
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

/// <summary>Erases a client's ledger. The amounts stay in the platform's totals, which do not name the client.</summary>
public sealed class LedgerErasure(LedgerFolding folding, ErasureDelay delay)
{
    /// <returns>True when the ledger is empty and no entry can be added any more.</returns>
    public async Task<bool> EraseAsync(Client client, CancellationToken ct)
    {
        if (!await folding.FoldAsync(client.Id, ct) || !delay.HasElapsed(client.DeletingSince))
            return false;
        await folding.ForgetAsync(client.Id, ct);
        return true;
    }
}
