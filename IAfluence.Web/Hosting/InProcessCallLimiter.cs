using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>Counts in the memory of this process. With several instances, each one allows the full limit.</summary>
internal sealed class InProcessCallLimiter(IOptions<RateLimitOptions> options) : ICallLimiter, IDisposable
{
    private readonly Lock _gate = new();
    private readonly PartitionedRateLimiter<CallLimit> _calls = PartitionedRateLimiter.Create<CallLimit, CallLimit>(
        limit => RateLimitPartition.GetTokenBucketLimiter(limit with { Cost = 1 }, static limit => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.PerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / limit.PerMinute,
            QueueLimit = 0,
        }));

    public ValueTask<TimeSpan?> TryTakeAsync(IReadOnlyCollection<CallLimit> limits, CancellationToken ct)
    {
        if (!options.Value.Enabled)
            return new((TimeSpan?)null);
        lock (_gate)
        {
            TimeSpan? wait = null;
            foreach (var limit in limits)
            {
                // Permits are taken only when all limits allow the call, because a refused call must not lengthen the wait.
                if (_calls.GetStatistics(limit)?.CurrentAvailablePermits >= CostOf(limit))
                    continue;
                using var refused = _calls.AttemptAcquire(limit, CostOf(limit));
                wait = Longer(wait, refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1));
            }

            if (wait is null)
            {
                foreach (var limit in limits)
                    _calls.AttemptAcquire(limit, CostOf(limit)).Dispose();
            }

            return new(wait);
        }
    }

    public void Dispose() => _calls.Dispose();

    private static int CostOf(CallLimit limit) => Math.Min(limit.Cost, limit.PerMinute);

    private static TimeSpan Longer(TimeSpan? one, TimeSpan other) => one > other ? one.Value : other;
}
