using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Maintains the counters: compares them with the ledger, requests rebuilds and deletes old generations.</summary>
public sealed class UsageMaintenance(
    PlatformDocuments<UsageProjection> projection, PlatformDocuments<Client> clients, ClientDocuments<UsageCounter> counters, ClosedEntries entries)
{
    /// <summary>Requests a rebuild of all counters. The current ones are read until the new ones are complete.</summary>
    /// <returns>False when a rebuild is already in progress, or when nothing was counted yet.</returns>
    public async Task<bool> RequestRebuildAsync(CancellationToken ct)
    {
        if (await projection.FindOrNullAsync(UsageProjectionId.TheOne, ct) is not { Through: not null } state)
            return false;
        var asked = await projection.Modify(
            UsageProjectionId.TheOne,
            new Update<UsageProjection>().Set(next => next.NextGeneration, state.Generation + 1).Unset(next => next.NextThrough),
            Filter<UsageProjection>.Eq(next => next.NextGeneration, null) & Filter<UsageProjection>.Eq(next => next.Generation, state.Generation));
        return asked.Applied;
    }

    /// <summary>Compares the counters with the ledger. This finds entries that reached the store later than <see cref="UsageProjector.Settling"/> allows.</summary>
    /// <returns>The clients whose counters differ from their ledger.</returns>
    internal async Task<IReadOnlyList<ClientId>> AuditAsync(UsageProjection state, CancellationToken ct)
    {
        await DeleteOldAsync(state.Generation, ct);
        var differing = new List<ClientId>();
        var query = new SumQuery<UsageCounter>(
            Filter<UsageCounter>.Eq(counter => counter.Generation, state.Generation) & Filter<UsageCounter>.Eq(counter => counter.Span, UsageSpan.Day),
            null,
            [FieldPath.Of<UsageCounter, long>(counter => counter.Figures.Attempts)]);
        foreach (var client in (await clients.ListAllAsync(ct)).Where(client => client.DeletingSince is null))
        {
            var counted = (await counters.SumAsync(client.Id, query, ct)).Sum(group => group.Sums[0]);
            if (counted != await entries.CountAsync(client.Id, state.Through!, ct))
                differing.Add(client.Id);
        }

        return differing;
    }

    /// <summary>Deletes the counters of earlier generations.</summary>
    internal async Task DeleteOldAsync(long generation, CancellationToken ct)
    {
        foreach (var client in await clients.ListAllAsync(ct))
            await counters.DeleteInBatchesAsync(client.Id, Filter<UsageCounter>.Lt(counter => counter.Generation, generation), ct);
    }
}
