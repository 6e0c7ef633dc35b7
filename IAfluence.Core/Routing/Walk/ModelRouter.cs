using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Circuits;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Walk;

/// <summary>Chooses the models of a route and walks along them.</summary>
public sealed class ModelRouter(
    RouteCandidates candidates, MeteredCalls calls, ModelCircuits circuits, RouteTimeouts timeouts, TimeProvider time, ILogger<ModelRouter> log)
{
    /// <summary>The route's models that may be called, in order; empty when there is none. Begins to look what other processes saw of them.</summary>
    /// <param name="route">The models' ids.</param>
    /// <param name="client">For whom: who may process what is said, and whose keys pay for it.</param>
    public IReadOnlyList<ResolvedModel> Candidates(IReadOnlyList<ModelId> route, Client client)
    {
        _ = circuits.RefreshIfStaleAsync();
        return candidates.Of(route, client);
    }

    /// <summary>
    /// Sets out along the candidates: the first that may be called is chosen and its quota reserved. Nothing is called before
    /// <see cref="RouteWalk.StreamAsync"/>; a walk that is never streamed is given up (<see cref="RouteWalk.Release"/>).
    /// </summary>
    /// <param name="request">What is asked.</param>
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
