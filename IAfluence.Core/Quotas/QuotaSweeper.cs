using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Repairs quotas after crashes: settles abandoned reservations, and records and notifies missing marks.</summary>
public sealed partial class QuotaSweeper(
    QuotaWindows windows, QuotaSettlement settlement, QuotaMarks marks, TimeProvider time, ILogger<QuotaSweeper> log)
{
    private const int PassesPerMarks = 10;
    private int _pass;

    /// <summary>Runs one pass. Marks are checked in the first pass and in every tenth after it.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        var settled = await SweepAsync(ct);
        if (settled > 0)
            Log.Swept(log, settled);
        if (++_pass % PassesPerMarks == 1)
            await NoteMarksAsync(ct);
    }

    /// <summary>Settles reservations whose lease has ended. Safe to run twice and in several processes: a reservation is settled once.</summary>
    /// <returns>The number of reservations that this pass has settled.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var settled = 0;
        await foreach (var (clientId, window) in windows.WithReservationsAsync(ct))
        {
            foreach (var reservation in window.Open.Select(QuotaReservation.Parse).Where(reservation => reservation.LeaseEndsAt < time.GetUtcNow()))
            {
                if (await settlement.SettleAsync(clientId, window.Id, reservation, processDied: false, ct) is not { } after)
                    continue;
                settled++;
                await marks.NoteAlertsAsync(clientId, after, ct);
            }
        }

        return settled;
    }

    /// <summary>Records missing marks of current windows, and notifies the listeners of pending ones.</summary>
    public async Task NoteMarksAsync(CancellationToken ct)
    {
        await foreach (var (clientId, window) in windows.CurrentAsync(time.GetUtcNow(), ct))
            await marks.NoteAlertsAsync(clientId, window, ct);
        await marks.NotifyPendingAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Settled {Count} quota reservations whose process had ended")]
        public static partial void Swept(ILogger log, int count);
    }
}
