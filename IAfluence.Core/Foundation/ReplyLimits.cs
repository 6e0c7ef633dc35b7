namespace IAfluence.Core.Foundation;

/// <summary>The maximum duration of a reply and of any paid call.</summary>
public static class ReplyLimits
{
    /// <summary>
    /// An operation that still runs after this time is cancelled. The ledger's lease, the quotas' lease and the settling time of erasure are
    /// derived from it, each longer than the one before.
    /// </summary>
    public static readonly TimeSpan HardEnd = TimeSpan.FromMinutes(10);
}
