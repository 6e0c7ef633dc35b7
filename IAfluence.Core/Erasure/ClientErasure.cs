using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Deletes what a client that is marked as being deleted owned: every room's documents, its public keys, its memberships, the e-mails that carry its data, and its ledger
/// once folded. Any step may be repeated or broken off. The client's own document goes last, after a while in which calls that were
/// under way, in any process, have written their last: what they left is swept with it.
/// </summary>
public sealed class ClientErasure(
    PlatformDocuments<Client> clients,
    PlatformDocuments<Membership> memberships,
    ClientDocuments<Chatbot> chatbots,
    PlatformDocuments<DirectoryEntry> directory,
    LedgerFolding ledger,
    Outbox outbox,
    ErasureScope scope)
{
    public async Task EraseAsync(Client client, CancellationToken ct)
    {
        await memberships.DeleteWhere(Filter<Membership>.Eq(membership => membership.ClientId, client.Id));
        await FreePublicKeysAsync(client.Id, ct);
        foreach (var collection in scope.Collections.Where(collection => collection.DocumentType != typeof(Attempt)))
            await collection.DeleteAllAsync(client.Id, ct);
        await outbox.EraseAsync(client.Id);
        if (await ledger.FoldAsync(client.Id, ct) && scope.IsSettled(client.DeletingSince))
        {
            await ledger.ForgetAsync(client.Id, ct);
            await clients.DeleteWhere(Filter<Client>.Eq(gone => gone.Id, client.Id) & Filter<Client>.Ne(gone => gone.DeletingSince, null));
        }
    }

    private async Task FreePublicKeysAsync(ClientId clientId, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await chatbots.ListAsync(clientId, new Query<Chatbot>().StartAfter(after), ct);
            foreach (var chatbot in page.Items)
                await ChatbotErasure.FreePublicKeyAsync(directory, chatbot);
            after = page.Next;
        }
        while (after is not null);
    }
}

/// <summary>What an erasure reaches, and when it may be the last.</summary>
public sealed class ErasureScope(IEnumerable<IClientCollection> collections, TimeProvider time)
{
    /// <summary>So long after the deletion nothing that was under way writes any more: no reply lasts longer.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    public IReadOnlyList<IClientCollection> Collections { get; } = [.. collections];

    public bool IsSettled(DateTimeOffset? deletingSince) => deletingSince + Settling <= time.GetUtcNow();
}
