using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Circuits;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Walk;

/// <summary>Finds the models of a route that may be called, and starts walks along them.</summary>
public sealed class ModelRouter(
    RouteCandidates candidates, MeteredCalls calls, ModelCircuits circuits, RouteTimeouts timeouts, TimeProvider time, ILogger<ModelRouter> log)
{
    /// <summary>Lists the models of a route that may be called for a client, in order. Also starts to refresh the circuits in the background.</summary>
    /// <param name="client">Its allowed processors and its own keys decide which models may be called.</param>
    public IReadOnlyList<ResolvedModel> Candidates(IReadOnlyList<ModelId> route, Client client)
    {
        _ = circuits.RefreshIfStaleAsync();
        return candidates.Of(route, client);
    }

    /// <summary>
    /// Creates a walk along the candidates, and reserves the quota of the first one that may be called. No model is called before
    /// <see cref="RouteWalk.StreamAsync"/>. A walk that is never streamed must be released (<see cref="RouteWalk.Release"/>).
    /// </summary>
    /// <param name="candidates">In the order in which they are tried.</param>
    /// <returns>Null when no candidate may be called.</returns>
    public async ValueTask<RouteWalk?> CreateWalkAsync(RouteRequest request, IReadOnlyList<ResolvedModel> candidates, CancellationToken ct)
    {
        await circuits.RefreshIfStaleAsync();
        var plan = new RoutePlan(candidates, circuits, calls, timeouts, time);
        var walk = new RouteWalk(request, plan, new RouteCalls(request, plan, calls, timeouts), timeouts, time, log);
        return await walk.PrepareAsync(ct) ? walk : null;
    }
}
