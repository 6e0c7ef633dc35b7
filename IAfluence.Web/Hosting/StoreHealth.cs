using IAfluence.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IAfluence.Web.Hosting;

/// <summary>Whether the store answers.</summary>
internal sealed class StoreHealth(StorePing store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException unavailable)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", unavailable);
        }
    }
}
