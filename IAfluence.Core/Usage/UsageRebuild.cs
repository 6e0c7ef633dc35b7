using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Usage;

/// <summary>Rebuilds the counters as a new generation, when requested or when they differ from the ledger. The old generation is read meanwhile.</summary>
public sealed partial class UsageRebuild(ClosedEntries entries, UsageIntake intake, UsageMaintenance maintenance, TimeProvider time, ILogger<UsageRebuild> log)
{
    private static readonly TimeSpan AuditEvery = TimeSpan.FromDays(1);
    private readonly PlatformPass _pass = PlatformPass.ForJob("usage-projector");

    internal bool IsAuditDue(UsageProjection state) => state.Through is not null && !(state.AuditedAt > time.GetUtcNow() - AuditEvery);

    /// <summary>Builds the next generation up to the position of the current one, then switches to it.</summary>
    internal async Task RunAsync(HeldLease<UsageProjection> held, long next, LedgerPosition through, KeptClients known, CancellationToken ct)
    {
        await foreach (var page in entries.ReadAsync(_pass, held.Document.NextThrough, through.ClosedAt, ct))
        {
            var upTo = page.Where(entry => LedgerPosition.Of(entry).CompareTo(through) <= 0).ToList();
            if (upTo.Count == 0)
                break;
            await intake.ApplyAsync(next, upTo, known, ct);
            if (await held.RenewAsync(new Update<UsageProjection>().Set(saved => saved.NextThrough, LedgerPosition.Of(upTo[^1]))) is null)
                return;
        }

        var swapped = await held.RenewAsync(new Update<UsageProjection>()
            .Set(saved => saved.Generation, next).Unset(saved => saved.NextGeneration).Unset(saved => saved.NextThrough));
        if (swapped is null)
            return;
        Log.Rebuilt(log, next);
        await maintenance.DeleteOldAsync(next, ct);
    }

    /// <summary>Compares the counters with the ledger, and requests a rebuild when they differ.</summary>
    internal async Task AuditAsync(HeldLease<UsageProjection> held, CancellationToken ct)
    {
        var state = held.Document;
        var differing = await maintenance.AuditAsync(state, ct);
        var change = new Update<UsageProjection>().Set(saved => saved.AuditedAt, time.GetUtcNow());
        if (differing.Count > 0)
        {
            Log.Differs(log, differing.Count, differing[0]);
            change.Set(saved => saved.NextGeneration, state.Generation + 1).Unset(saved => saved.NextThrough);
        }

        await held.RenewAsync(change);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Usage counters were rebuilt from the ledger (generation {Generation})")]
        public static partial void Rebuilt(ILogger log, long generation);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage counters of {Count} clients differ from the ledger (the first is {ClientId}); they are rebuilt")]
        public static partial void Differs(ILogger log, int count, ClientId clientId);
    }
}
