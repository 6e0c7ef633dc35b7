using IAfluence.Core.Quotas;

namespace IAfluence.Core.Erasure;

/// <summary>Whether an erasure can be finished: nothing can write for the deleted owner any more.</summary>
public sealed class ErasureSettling(TimeProvider time)
{
    /// <summary>After this long, nothing that began before the deletion can still write: replies have ended, and the quotas of a dead process are settled.</summary>
    public static readonly TimeSpan After = QuotaReservation.Lease + TimeSpan.FromMinutes(3);

    public bool IsSettled(DateTimeOffset? deletingSince) => deletingSince + After <= time.GetUtcNow();
}
