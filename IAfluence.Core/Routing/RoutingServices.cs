using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Routing;

/// <summary>Registers the routing room.</summary>
public static class RoutingServices
{
    public static IServiceCollection AddRouting(this IServiceCollection services) => services
        .AddSingleton(new RouteTimeouts())
        .AddSingleton<RouteResolver>()
        .AddSingleton<ModelRouter>();
}
