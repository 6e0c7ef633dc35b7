using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing;

/// <summary>Chooses the models of a route and walks along them.</summary>
public sealed class ModelRouter(
    ProviderCatalog catalog, Ledger ledger, RouteTimeouts timeouts, IEnumerable<IAttemptListener> listeners, TimeProvider time, ILogger<ModelRouter> log)
{
    private readonly IAttemptListener[] _listeners = [.. listeners];

    /// <summary>The route's models that can be called now, in order; empty when there is none.</summary>
    public IReadOnlyList<ResolvedModel> Candidates(IReadOnlyList<ModelId> route)
    {
        var candidates = new List<ResolvedModel>(route.Count);
        foreach (var id in route)
        {
            if (catalog.FindModelOrNull(id) is { } model && !candidates.Exists(other => other.Model.Id == id))
                candidates.Add(model);
        }

        return candidates;
    }

    /// <summary>Sets out along the candidates. Nothing is called before <see cref="RouteWalk.StreamAsync"/>.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="candidates">At least one.</param>
    public RouteWalk SetOut(RouteRequest request, IReadOnlyList<ResolvedModel> candidates) =>
        new(request, candidates, ledger, timeouts, _listeners, time, log);
}
