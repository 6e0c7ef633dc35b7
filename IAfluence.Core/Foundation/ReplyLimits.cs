namespace IAfluence.Core.Foundation;

/// <summary>How long a reply, and any paid call, can last.</summary>
public static class ReplyLimits
{
    /// <summary>
    /// Anything that still runs then is cancelled. The ledger's lease, the quotas' lease and the settling time of erasure are derived from it, each
    /// longer than the one before.
    /// </summary>
    public static readonly TimeSpan HardEnd = TimeSpan.FromMinutes(10);
}
