using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>The one loop that deletes what an owner owns, in every room. Safe to repeat and to interrupt: owned documents are deleted before their owner.</summary>
public sealed class OwnedErasure(ErasurePlan plan)
{
    /// <summary>Deletes every document of the owner, a batch at a time; the owner's own document is left to the caller.</summary>
    /// <param name="clientId">The client, or the client of the chatbot or visitor.</param>
    /// <param name="kind">The kind of owner.</param>
    /// <param name="ownerId">The owner's id.</param>
    /// <param name="ct">The caller's own.</param>
    public Task EraseAsync(ClientId clientId, OwnerKind kind, string ownerId, CancellationToken ct) => EraseAsync(clientId, kind, ownerId, [], ct);

    /// <summary>
    /// Deletes documents whose parent was erased while they were being written. It looks through a client's whole collections, so it runs
    /// once, when the erasure settles.
    /// </summary>
    public async Task EraseStraysAsync(ClientId clientId, OwnerKind kind, string ownerId, CancellationToken ct)
    {
        foreach (var (collection, by) in plan.StraysOf(kind))
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
            // What was written meanwhile, while its owner was still there. From now on such a write is refused.
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
