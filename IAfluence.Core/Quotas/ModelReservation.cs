namespace IAfluence.Core.Quotas;

/// <summary>The reservations of one call in the quotas of its model and its provider. The call settles them when its ledger entry is closed.</summary>
public sealed class ModelReservation
{
    /// <summary>The reservation of a call to which no quota applies.</summary>
    public static readonly ModelReservation None = new([]);

    internal ModelReservation(IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> held) => Held = held;

    public bool IsEmpty => Held.Count == 0;

    internal IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> Held { get; }
}
