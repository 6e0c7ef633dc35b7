using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Updates the usage counters from the ledger, and rebuilds them when requested or when they differ from the ledger. It can be interrupted at any point:
/// repeated work counts once.
/// </summary>
public sealed class UsageProjector(
    Lease<UsageProjection> lease, ClosedEntries entries, UsageIntake intake, UsageRebuild rebuild, UnstampedEntries unstamped, TimeProvider time)
{
    /// <summary>
    /// The minimum time between the closing of an entry and its counting. Until then, an entry with an earlier closing time, by the clock of another process,
    /// may still be on its way to the store. Readers add younger entries from the ledger.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private readonly PlatformPass _pass = PlatformPass.ForJob("usage-projector");

    /// <summary>Counts the entries that are old enough. Does nothing while another process holds the lease.</summary>
    /// <returns>The number of entries that were counted.</returns>
    public async Task<int> ProjectAsync(CancellationToken ct)
    {
        await unstamped.StampAsync(ct);
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
            await held.ReleaseAsync();
        }
    }

    private async Task<bool> HasWorkAsync(UsageProjection state, DateTimeOffset settled, CancellationToken ct)
    {
        if (state.NextGeneration is not null || rebuild.IsAuditDue(state))
            return true;
        await foreach (var _ in entries.ReadAsync(_pass, state.Through, settled, ct))
            return true;
        return false;
    }

    private async Task<int> ProjectAsync(HeldLease<UsageProjection> held, DateTimeOffset settled, CancellationToken ct)
    {
        var known = new KeptClients();
        var count = 0;
        await foreach (var page in entries.ReadAsync(_pass, held.Document.Through, settled, ct))
        {
            await intake.ApplyAsync(held.Document.Generation, page, known, ct);
            count += page.Count;
            if (await held.RenewAsync(new Update<UsageProjection>().Set(saved => saved.Through, LedgerPosition.Of(page[^1]))) is null)
                return count;
        }

        var state = held.Document;
        if (state is { NextGeneration: { } next, Through: { } through })
            await rebuild.RunAsync(held, next, through, known, ct);
        else if (rebuild.IsAuditDue(state) && state.NextGeneration is null)
            await rebuild.AuditAsync(held, ct);
        return count;
    }
}
