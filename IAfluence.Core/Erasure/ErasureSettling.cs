using IAfluence.Core.Quotas;

namespace IAfluence.Core.Erasure;

/// <summary>When an erasure may be the last.</summary>
public sealed class ErasureScope(TimeProvider time)
{
    /// <summary>So long after the deletion nothing that was under way writes any more: replies have ended, and what a dead process left of quotas is settled.</summary>
    public static readonly TimeSpan Settling = QuotaReservation.Lease + TimeSpan.FromMinutes(3);

    public bool IsSettled(DateTimeOffset? deletingSince) => deletingSince + Settling <= time.GetUtcNow();
}
