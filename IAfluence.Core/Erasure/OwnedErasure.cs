using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Deletes all documents of an owner, in every room. Safe to repeat and to interrupt: owned documents are deleted before their owner.
/// </summary>
public sealed class OwnedErasure(ErasurePlan plan)
{
    /// <summary>Deletes every document of the owner in batches. The caller deletes the owner's own document.</summary>
    /// <param name="clientId">The owner itself when it is a client; otherwise the owner's client.</param>
    public Task EraseAsync(ClientId clientId, OwnerKind kind, string ownerId, CancellationToken ct) => EraseAsync(clientId, kind, ownerId, [], ct);

    /// <summary>
    /// Deletes documents whose parent was erased while they were being written. It scans a client's whole collections, so it runs once, when
    /// the erasure is completed.
    /// </summary>
    public async Task EraseOrphansAsync(ClientId clientId, OwnerKind kind, string ownerId, CancellationToken ct)
    {
        foreach (var (collection, by) in plan.OrphansOf(kind))
            await EraseAsync(collection, clientId, by, ownerId, [kind], ct);
    }

    private async Task EraseAsync(ClientId clientId, OwnerKind kind, string ownerId, IReadOnlyList<OwnerKind> within, CancellationToken ct)
    {
        foreach (var (collection, by) in plan.OwnedBy(kind, within))
            await EraseAsync(collection, clientId, by, ownerId, [.. within, kind], ct);
    }

    private async Task EraseAsync(
        IErasableCollection collection, ClientId clientId, Ownership by, string ownerId, IReadOnlyList<OwnerKind> within, CancellationToken ct)
    {
        var owns = collection.Definition.Erasure.Owns.Where(owned => !within.Contains(owned.Kind) && plan.OwnedBy(owned.Kind, within).Any()).ToList();
        while (await collection.ListOwnedAsync(clientId, by.Field, ownerId, ct) is { Count: > 0 } batch)
        {
            await EraseOwnedAsync();
            await collection.DeleteAsync(clientId, batch);
            // Documents can be added while their owner still exists. From now on such a write is refused.
            await EraseOwnedAsync();

            async Task EraseOwnedAsync()
            {
                foreach (var owned in owns)
                {
                    foreach (var id in batch.Select(owned.IdOf).OfType<string>().Distinct())
                        await EraseAsync(clientId, owned.Kind, id, within, ct);
                }
            }
        }
    }
}
