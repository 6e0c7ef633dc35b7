using IAfluence.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IAfluence.Web.Hosting;

/// <summary>Checks that the store is available.</summary>
internal sealed class StoreHealth(StorePing store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException unavailable)
        {
            return HealthCheckResult.Unhealthy("The store is not available.", unavailable);
        }
    }
}
