using IAfluence.Core.Routing.Changes;
using IAfluence.Core.Routing.Circuits;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Core.Routing;

/// <summary>Registers the services of routing.</summary>
public static class RoutingServices
{
    public static IServiceCollection AddModelRouting(this IServiceCollection services)
    {
        services.TryAddSingleton(new RouteTimeouts());
        return services
            .AddPlatformCollection(ModelReplacement.Collection)
            .AddSingleton<ModelOverrides>()
            .AddPlatformCollection(ModelHealth.Collection)
            .AddSingleton<ModelCircuits>()
            .AddSingleton<ProviderRepair>()
            .AddSingleton<RouteResolver>()
            .AddSingleton<RouteCandidates>()
            .AddSingleton<RouteUses>()
            .AddSingleton<RouteChanges>()
            .AddSingleton<InstallationRoute>()
            .AddSingleton<ModelRemoval>()
            .AddSingleton<ModelReplacements>()
            .AddPeriodic<ModelReplacements>(
                (replacements, ct) => replacements.FinishAsync(ct),
                new(TimeSpan.FromMinutes(1), "Finishing model replacements failed; it runs again in a minute") { First = FirstRun.AtStart })
            .AddSingleton<ModelRouter>();
    }
}
