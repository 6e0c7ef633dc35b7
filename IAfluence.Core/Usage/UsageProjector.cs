using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Usage;

/// <summary>
/// Takes the counters along the ledger, and makes them anew beside the old ones when asked to or when they are found to differ. Breaking off
/// anywhere loses nothing: what is done again counts once.
/// </summary>
public sealed partial class UsageProjector(
    UsageLease lease, ClosedEntries entries, UsageCounterWriter writer, UsageUpkeep upkeep, PlatformDocuments<Client> clients, TimeProvider time,
    ILogger<UsageProjector> log)
{
    /// <summary>
    /// An entry is left alone until it has been closed this long: one closed earlier, by another process's clock, may still be on
    /// its way to the store. Whoever reads the counters adds the rest from the ledger.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private readonly PlatformPass _pass = PlatformPass.ForJob("usage-projector");

    /// <summary>Takes in what has settled. Does nothing while another process does.</summary>
    /// <returns>How many entries were taken in.</returns>
    public async Task<int> ProjectAsync(CancellationToken ct)
    {
        await upkeep.StampAsync(ct);
        var settled = time.GetUtcNow() - Settling;
        var state = await lease.ReadAsync(ct);
        if (!await HasWorkAsync(state, settled, ct) || await lease.TakeOrNullAsync() is not { } held)
            return 0;
        try
        {
            return await ProjectAsync(held, settled, ct);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<bool> HasWorkAsync(UsageProjection state, DateTimeOffset settled, CancellationToken ct)
    {
        if (state.NextGeneration is not null || upkeep.IsAuditDue(state))
            return true;
        await foreach (var _ in entries.ReadAsync(_pass, state.Through, settled, ct))
            return true;
        return false;
    }

    private async Task<int> ProjectAsync(UsageProjection state, DateTimeOffset settled, CancellationToken ct)
    {
        var known = new Dictionary<ClientId, bool>();
        var count = 0;
        await foreach (var page in entries.ReadAsync(_pass, state.Through, settled, ct))
        {
            await writer.ApplyAsync(state.Generation, await OfKeptClientsAsync(page, known, ct), ct);
            count += page.Count;
            if (await lease.SaveAsync(new Update<UsageProjection>().Set(saved => saved.Through, LedgerPosition.Of(page[^1]))) is not { } saved)
                return count;
            state = saved;
        }

        if (state is { NextGeneration: { } next, Through: { } through })
            await RebuildAsync(state, next, through, known, ct);
        else if (upkeep.IsAuditDue(state) && state.NextGeneration is null)
            await AuditAsync(state, ct);
        return count;
    }

    private async Task RebuildAsync(UsageProjection state, long next, LedgerPosition through, Dictionary<ClientId, bool> known, CancellationToken ct)
    {
        await foreach (var page in entries.ReadAsync(_pass, state.NextThrough, through.ClosedAt, ct))
        {
            var upTo = page.Where(entry => LedgerPosition.Of(entry).CompareTo(through) <= 0).ToList();
            if (upTo.Count == 0)
                break;
            await writer.ApplyAsync(next, await OfKeptClientsAsync(upTo, known, ct), ct);
            if (await lease.SaveAsync(new Update<UsageProjection>().Set(saved => saved.NextThrough, LedgerPosition.Of(upTo[^1]))) is null)
                return;
        }

        var swapped = await lease.SaveAsync(new Update<UsageProjection>()
            .Set(saved => saved.Generation, next).Unset(saved => saved.NextGeneration).Unset(saved => saved.NextThrough));
        if (swapped is null)
            return;
        Log.Rebuilt(log, next);
        await upkeep.DeleteOldAsync(next, ct);
    }

    private async Task AuditAsync(UsageProjection state, CancellationToken ct)
    {
        var differing = await upkeep.AuditAsync(state, ct);
        var change = new Update<UsageProjection>().Set(saved => saved.AuditedAt, time.GetUtcNow());
        if (differing.Count > 0)
        {
            Log.Differs(log, differing.Count, differing[0]);
            change.Set(saved => saved.NextGeneration, state.Generation + 1).Unset(saved => saved.NextThrough);
        }

        await lease.SaveAsync(change);
    }

    /// <summary>What a client that is being deleted used goes to the books by another way, and its counters are deleted.</summary>
    private async Task<IReadOnlyList<Attempt>> OfKeptClientsAsync(IReadOnlyList<Attempt> page, Dictionary<ClientId, bool> known, CancellationToken ct)
    {
        foreach (var clientId in page.Select(entry => entry.ClientId).Distinct().Where(clientId => !known.ContainsKey(clientId)).ToList())
            known[clientId] = await clients.FindOrNullAsync(clientId, ct) is { DeletingSince: null };
        return [.. page.Where(entry => known[entry.ClientId])];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Usage counters were made anew from the ledger (generation {Generation})")]
        public static partial void Rebuilt(ILogger log, long generation);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage counters of {Count} clients differ from the ledger (the first is {ClientId}); they are made anew")]
        public static partial void Differs(ILogger log, int count, ClientId clientId);
    }
}
