using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Puts right what crashes leave of quotas: reservations that nobody settled, marks that nobody noted or told.</summary>
public sealed partial class QuotaSweeper(
    QuotaWindows windows, QuotaSettlement settlement, QuotaMarks marks, TimeProvider time, ILogger<QuotaSweeper> log)
{
    private const int PassesPerMarks = 10;
    private int _pass;

    /// <summary>One pass; the marks come with the first and then with every tenth.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        var settled = await SweepAsync(ct);
        if (settled > 0)
            Log.Swept(log, settled);
        if (++_pass % PassesPerMarks == 1)
            await NoteMarksAsync(ct);
    }

    /// <summary>Settles reservations whose lease has ended; safe to run twice and in several processes, since each is settled once.</summary>
    /// <returns>How many this pass has settled.</returns>
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

    /// <summary>Notes and tells marks that were left out.</summary>
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
