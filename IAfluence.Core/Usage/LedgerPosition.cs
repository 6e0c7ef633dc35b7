namespace IAfluence.Core.Usage;

/// <summary>A position in the ledger, in the order in which entries were closed.</summary>
/// <param name="ClosedAt">The <see cref="Attempt.ClosedAt"/> of the entry, in whole milliseconds.</param>
/// <param name="AttemptId">Orders entries of the same millisecond.</param>
public sealed record LedgerPosition(DateTimeOffset ClosedAt, AttemptId AttemptId)
{
    /// <param name="closed">A closed entry that was read from the store.</param>
    public static LedgerPosition Of(Attempt closed) => new(
        closed.ClosedAt ?? throw new ArgumentException("An open entry has no position in the ledger.", nameof(closed)), closed.Id);

    /// <returns>Greater than 0 when this position follows the other; null precedes every position.</returns>
    public int CompareTo(LedgerPosition? other) => other is null ? 1
        : ClosedAt != other.ClosedAt ? ClosedAt.CompareTo(other.ClosedAt)
        : string.CompareOrdinal(AttemptId.Value, other.AttemptId.Value);
}
