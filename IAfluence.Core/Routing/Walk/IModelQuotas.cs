using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Walk;

/// <summary>
/// The ceilings of models and providers as the router asks for them. What a called attempt really used is told by
/// <see cref="IAttemptListener.AttemptClosed"/>: whoever implements this settles there, by the attempt's id.
/// </summary>
public interface IModelQuotas
{
    /// <summary>Whether a model is to be passed over without a call. From memory: asked for every model of every route.</summary>
    bool IsUsedUp(ResolvedModel model);

    /// <summary>
    /// Sets aside what an attempt may use, before its entry is opened and its model called. Completed at once where no ceiling concerns the model.
    /// </summary>
    /// <param name="opening">As it will stand in the ledger; its input tokens are an estimate.</param>
    /// <param name="ct">The request's for the first attempt, the reply's for the others.</param>
    /// <returns>False when it does not fit: the model is passed over.</returns>
    ValueTask<bool> TryReserveAsync(Attempt opening, CancellationToken ct);

    /// <summary>Gives back what was set aside for an attempt that was never opened and whose model was never called.</summary>
    void Release(Attempt opening);
}
