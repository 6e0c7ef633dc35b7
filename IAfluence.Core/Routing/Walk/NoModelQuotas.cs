using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Walk;

/// <summary>No ceilings: every model may be called.</summary>
internal sealed class NoModelQuotas : IModelQuotas
{
    public bool IsUsedUp(ResolvedModel model) => false;

    public ValueTask<bool> TryReserveAsync(Attempt opening, CancellationToken ct) => new(true);

    public void Release(Attempt opening)
    {
    }
}
