using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas;

/// <summary>Settles reservations from the ledger, which is the truth about use: those whose process died, or whose settling did not come through.</summary>
public sealed class QuotaSettlement(
    QuotaWindows windows, ClientDocuments<Attempt> attempts, IStoredMessages messages, PlatformReaders readers, AttemptSweeper sweeper)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("quota-sweeper");

    /// <param name="clientId">The window's client; null for a model's or provider's.</param>
    /// <param name="reservation">As it stands there.</param>
    /// <param name="processDied">Whether attempts that are still open are known to be dead; they are closed, else waited for.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>The window after; null when it was settled before, or is for later.</returns>
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

        // A reservation whose message was never stored stands for nothing. The message of an erased visitor had its attempts.
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
