namespace IAfluence.Core.Quotas;

/// <summary>What one call has set aside of its model's and its provider's quota. The call holds it and settles it with its closing entry.</summary>
public sealed class ModelReservation
{
    /// <summary>No quota concerns the call.</summary>
    public static readonly ModelReservation None = new([]);

    internal ModelReservation(IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> held) => Held = held;

    /// <summary>Whether nothing was set aside.</summary>
    public bool IsEmpty => Held.Count == 0;

    internal IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> Held { get; }
}
