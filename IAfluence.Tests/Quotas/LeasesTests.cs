using IAfluence.Core.Erasure;
using IAfluence.Core.Quotas;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Usage;

namespace IAfluence.Tests.Quotas;

/// <summary>What stands for a reply outlasts it, in the order in which one waits for the other.</summary>
public sealed class LeasesTests
{
    [Fact]
    public void Leases_follow_each_other_from_the_hard_end_of_a_reply()
    {
        TimeSpan[] inOrder = [new RouteTimeouts().Whole, ReplyLimits.HardEnd, Ledger.Lease, QuotaReservation.Lease, ErasureDelay.Duration];

        Assert.Equal(inOrder.Distinct().Order(), inOrder);
        Assert.Equal(TimeSpan.FromMinutes(10), ReplyLimits.HardEnd);
        Assert.All(inOrder[2..], lease => Assert.InRange(lease, ReplyLimits.HardEnd, 2 * ReplyLimits.HardEnd));
    }
}
