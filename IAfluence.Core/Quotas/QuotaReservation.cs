using System.Globalization;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas;

/// <summary>
/// What one answer, or one call of a model, has set aside of a window. A window holds it as a text: it then is a scalar, which a
/// store finds and takes out of a list in one step, and that step is what settles it once.
/// </summary>
/// <param name="Id">The visitor's message, or for models and providers the attempt.</param>
/// <param name="ReplyId">The reply, by which the ledger finds the message's attempts; null where the id is an attempt's.</param>
/// <param name="Estimate">What is set aside.</param>
/// <param name="Since">Attempts that began earlier are not its own: a reply whose process died is made, and reserved for, anew.</param>
/// <param name="LeaseEndsAt">From then on the sweeper settles it from the ledger.</param>
public sealed record QuotaReservation(string Id, MessageId? ReplyId, QuotaUse Estimate, DateTimeOffset Since, DateTimeOffset LeaseEndsAt)
{
    /// <summary>From the arrival of a message or the start of a call; by then the sweeper of the ledger has closed what a dead process left open.</summary>
    public static readonly TimeSpan Lease = Ledger.Lease + TimeSpan.FromMinutes(1);

    private const char Separator = '|';

    /// <exception cref="FormatException">It is no text of <see cref="ToString"/>.</exception>
    public static QuotaReservation Parse(string text)
    {
        if (text.Split(Separator) is not [var id, var reply, var messages, var tokens, var cost, var since, var lease])
            throw new FormatException($"'{text}' is no reservation.");
        return new QuotaReservation(
            id, reply.Length == 0 ? null : new MessageId(reply), new QuotaUse(Number(messages), Number(tokens), Number(cost)), Instant(since), Instant(lease));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id}|{ReplyId?.Value}|{Estimate.Messages}|{Estimate.Tokens}|{Estimate.CostMicros}|{Since.ToUnixTimeMilliseconds()}|{LeaseEndsAt.ToUnixTimeMilliseconds()}");

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.FromUnixTimeMilliseconds(Number(text));
}
