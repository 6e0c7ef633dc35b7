using IAfluence.Core.Quotas;

namespace IAfluence.Core.Erasure;

/// <summary>Decides when an erasure can be completed: when no operation can write for the deleted owner any more.</summary>
public sealed class ErasureDelay(TimeProvider time)
{
    /// <summary>
    /// The delay after the deletion. After it, operations that began before the deletion have ended: replies are finished, and quota
    /// reservations of ended processes are settled.
    /// </summary>
    public static readonly TimeSpan Duration = QuotaReservation.Lease + TimeSpan.FromMinutes(3);

    public bool HasElapsed(DateTimeOffset? deletingSince) => deletingSince + Duration <= time.GetUtcNow();
}
