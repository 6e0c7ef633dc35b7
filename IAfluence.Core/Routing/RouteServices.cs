using IAfluence.Core.Routing.Circuits;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing;

/// <summary>What every walk needs.</summary>
internal sealed record RouteServices(
    Ledger Ledger, ModelCircuits Circuits, IModelQuotas Quotas, RouteTimeouts Timeouts, IReadOnlyList<IAttemptListener> Listeners, TimeProvider Time, ILogger Log)
{
    public void Tell(Attempt closed)
    {
        foreach (var listener in Listeners)
            listener.AttemptClosed(closed);
    }
}
