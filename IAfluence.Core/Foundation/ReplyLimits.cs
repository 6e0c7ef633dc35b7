namespace IAfluence.Core.Foundation;

/// <summary>How long a reply, and any paid call, can last.</summary>
public static class ReplyLimits
{
    /// <summary>
    /// Whatever still runs then is ended. The leases that stand for a reply or a call are derived from it, each longer than the one that it waits
    /// for: the ledger's, then the quotas', then the settling time of erasure.
    /// </summary>
    public static readonly TimeSpan HardEnd = TimeSpan.FromMinutes(10);
}
