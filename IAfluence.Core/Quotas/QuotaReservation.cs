using System.Globalization;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas;

/// <summary>
/// The quota that one reply, or one call of a model, has reserved in a window. The window stores it as text, because a store can find a scalar in a
/// list and remove it in one step. That step guarantees that a reservation is settled only once.
/// </summary>
/// <param name="Id">The id of the visitor's message, or of the attempt for the quota of a model or provider.</param>
/// <param name="ReplyId">The reply to the message, by which the ledger finds its attempts; null when <paramref name="Id"/> is an attempt's.</param>
/// <param name="Estimate">The reserved amount.</param>
/// <param name="Since">Attempts that started earlier belong to another reservation: a reply that is restarted after its process died has a new one.</param>
/// <param name="LeaseEndsAt">When the sweeper may settle it from the ledger.</param>
public sealed record QuotaReservation(string Id, MessageId? ReplyId, QuotaUse Estimate, DateTimeOffset Since, DateTimeOffset LeaseEndsAt)
{
    /// <summary>Counted from the arrival of a message or the start of a call. By its end the sweeper of the ledger has closed the entries that a dead process left open.</summary>
    public static readonly TimeSpan Lease = Ledger.Lease + TimeSpan.FromMinutes(1);

    private const char Separator = '|';

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static QuotaReservation Parse(string text)
    {
        if (text.Split(Separator) is not [var id, var reply, var messages, var tokens, var cost, var since, var lease])
            throw new FormatException($"'{text}' is not a valid reservation.");
        return new QuotaReservation(
            id, reply.Length == 0 ? null : new MessageId(reply), new QuotaUse(Number(messages), Number(tokens), Number(cost)), Instant(since), Instant(lease));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id}|{ReplyId?.Value}|{Estimate.Messages}|{Estimate.Tokens}|{Estimate.CostMicros}|{Since.ToUnixTimeMilliseconds()}|{LeaseEndsAt.ToUnixTimeMilliseconds()}");

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.FromUnixTimeMilliseconds(Number(text));
}
