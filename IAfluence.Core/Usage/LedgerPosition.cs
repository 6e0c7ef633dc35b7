namespace IAfluence.Core.Usage;

/// <summary>A place in the order in which entries were closed: what stands up to it has been counted.</summary>
/// <param name="ClosedAt">The entry's <see cref="Attempt.ClosedAt"/>, in whole milliseconds.</param>
/// <param name="AttemptId">The entry, among those of one millisecond.</param>
public sealed record LedgerPosition(DateTimeOffset ClosedAt, AttemptId AttemptId)
{
    /// <param name="closed">As it was read from the store.</param>
    public static LedgerPosition Of(Attempt closed) => new(
        closed.ClosedAt ?? throw new ArgumentException("An open entry has no place in the order of closing.", nameof(closed)), closed.Id);

    /// <returns>Above 0 when it comes after the other; nothing comes before everything.</returns>
    public int CompareTo(LedgerPosition? other) => other is null ? 1
        : ClosedAt != other.ClosedAt ? ClosedAt.CompareTo(other.ClosedAt)
        : string.CompareOrdinal(AttemptId.Value, other.AttemptId.Value);
}
