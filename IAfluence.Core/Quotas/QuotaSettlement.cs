using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas;

/// <summary>Settles reservations from the ledger when their process died or their settlement failed.</summary>
public sealed class QuotaSettlement(
    QuotaWindows windows, ClientDocuments<Attempt> attempts, IStoredMessages messages, PlatformReaders readers, AttemptSweeper sweeper)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("quota-sweeper");

    /// <param name="clientId">The client of the window; null for the window of a model or provider.</param>
    /// <param name="processDied">True when the process of the reservation is known to be dead; its open attempts are then closed as interrupted. Otherwise such a reservation is left for later.</param>
    /// <returns>The window after the settlement; null when the reservation was already settled or is left for later.</returns>
    public async Task<IQuotaWindow?> SettleAsync(
        ClientId? clientId, QuotaWindowId windowId, QuotaReservation reservation, bool processDied, CancellationToken ct)
    {
        var used = clientId is { } owner && reservation.ReplyId is { } replyId
            ? await UseOfMessageAsync(owner, reservation, replyId, processDied, ct)
            : await UseOfAttemptAsync(reservation, ct);
        if (used is null)
            return null;
        var settled = windows.Settle(clientId, windowId, reservation, used);
        await settled.Durable;
        return await settled.Decided;
    }

    private async Task<QuotaUse?> UseOfMessageAsync(
        ClientId clientId, QuotaReservation reservation, MessageId replyId, bool processDied, CancellationToken ct)
    {
        var made = await attempts.ListAsync(
            clientId,
            DocumentQuery<Attempt>.Where(Filter<Attempt>.Eq(attempt => attempt.ReplyId, replyId)).By(attempt => attempt.ReplyId).By(attempt => attempt.Number)
                .Take(DocumentQuery<Attempt>.MaxLimit),
            ct);
        var used = QuotaUse.None;
        foreach (var attempt in made.Items.Where(attempt => attempt.StartedAt >= reservation.Since))
        {
            var closed = attempt;
            if (attempt.Outcome == AttemptOutcome.Open)
            {
                if (!processDied || await sweeper.InterruptOrNullAsync(attempt) is not { } interrupted)
                    return null;
                closed = interrupted;
            }

            used += closed.Use();
        }

        // A message that was never stored does not count. The message of an erased visitor counts: it has attempts.
        var counts = made.Items.Count > 0 || await messages.IsStoredAsync(clientId, new MessageId(reservation.Id), ct);
        return counts ? used with { Messages = reservation.Estimate.Messages } : QuotaUse.None;
    }

    private async Task<QuotaUse?> UseOfAttemptAsync(QuotaReservation reservation, CancellationToken ct)
    {
        var attempt = await readers.Open<Attempt>(_pass).FindOrNullAsync(new AttemptId(reservation.Id), ct);
        return attempt switch
        {
            null => QuotaUse.None,
            { Outcome: AttemptOutcome.Open } => null,
            _ => attempt.Use() with { Messages = 1 },
        };
    }
}
