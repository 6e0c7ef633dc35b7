using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Takes the counters along the ledger, and makes them anew beside the old ones when asked to or when they are found to differ. Breaking off
/// anywhere loses nothing: what is done again counts once.
/// </summary>
public sealed class UsageProjector(
    Lease<UsageProjection> lease, ClosedEntries entries, UsageIntake intake, UsageRebuild rebuild, UnstampedEntries unstamped, TimeProvider time)
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
