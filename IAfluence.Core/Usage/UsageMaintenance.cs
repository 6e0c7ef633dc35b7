using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>What keeps the counters right over the years: they are held against the ledger, made anew, and cleared of what nobody reads.</summary>
public sealed class UsageMaintenance(
    PlatformDocuments<UsageProjection> projection, PlatformDocuments<Client> clients, ClientDocuments<UsageCounter> counters, ClosedEntries entries)
{
    /// <summary>Asks for all counters to be made anew; the old ones are read until the new ones are complete.</summary>
    /// <returns>False when that is under way already, or nothing was counted yet.</returns>
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

    /// <summary>Counts the ledger again. An entry that came to the store later than <see cref="UsageProjector.Settling"/> allows for shows here.</summary>
    /// <returns>The clients whose counters do not hold what their ledger holds.</returns>
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

    /// <summary>Deletes the counters of generations before.</summary>
    internal async Task DeleteOldAsync(long generation, CancellationToken ct)
    {
        foreach (var client in await clients.ListAllAsync(ct))
            await counters.DeleteInBatchesAsync(client.Id, Filter<UsageCounter>.Lt(counter => counter.Generation, generation), ct);
    }
}
