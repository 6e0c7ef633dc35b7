using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Usage;

/// <summary>Closes the ledger entries of processes that died, with the use that is known.</summary>
public sealed partial class AttemptSweeper(PlatformReaders readers, Ledger ledger, TimeProvider time, ILogger<AttemptSweeper> log)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("attempt-sweeper");

    internal async Task RunAsync(CancellationToken ct)
    {
        var closed = await SweepAsync(ct);
        if (closed > 0)
            Log.Swept(log, closed);
    }

    /// <summary>Runs one pass. Safe to run twice and in several processes: an entry is closed once.</summary>
    /// <returns>The number of entries that this pass has closed.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var due = await readers.Open<Attempt>(_pass).ListAsync(
            DocumentQuery<Attempt>.Where(Filter<Attempt>.Lt(attempt => attempt.LeaseEndsAt, time.GetUtcNow()))
                .By(attempt => attempt.LeaseEndsAt).By(attempt => attempt.ClosedAt).Take(500),
            ct);
        var closed = 0;
        foreach (var attempt in due.Items)
        {
            if (await InterruptOrNullAsync(attempt) is not null)
                closed++;
        }

        return closed;
    }

    /// <summary>Closes an entry whose process is known to be dead.</summary>
    /// <returns>The closed entry; null when it was already closed.</returns>
    public async Task<Attempt?> InterruptOrNullAsync(Attempt open) => (await ledger.Close(open with
    {
        Outcome = AttemptOutcome.Interrupted,
        Estimated = true,
        ClosedAt = time.GetUtcNow(),
        CostMicros = open.Price.CostMicros(open.InputTokens, 0, open.OutputTokens),
    })).After;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Closed {Count} ledger entries whose process had ended")]
        public static partial void Swept(ILogger log, int count);
    }
}
