using IAfluence.Core.Quotas.Metering;

namespace IAfluence.Core.Routing.Walk;

/// <summary>Produces the text of one reply, from the models of a route or from the cache. Not thread-safe.</summary>
public interface IReplyProducer
{
    /// <summary>The first call. The caller opens its ledger entry in the write group that stores the message. Null when no model is called.</summary>
    MeteredCall? Opening { get; }

    /// <summary>How the reply ended; read it after the stream has ended.</summary>
    RouteOutcome Outcome { get; }

    /// <summary>Who refused to answer, when that ended the reply; otherwise null.</summary>
    RefusedBy? RefusedBy => null;

    /// <summary>The model that completed the reply or is writing it; for a cached reply, the model that wrote it. Null when every model failed.</summary>
    ModelId? ModelId { get; }

    /// <summary>The tokens and the cost of all ended attempts.</summary>
    QuotaUse Used { get; }

    /// <summary>The cost that a cached reply saves, in micro-dollars; null when the reply does not come from the cache.</summary>
    long? SavedMicros { get; }

    /// <summary>Completes when the ledger entries that were closed so far are durable.</summary>
    Task ClosingsDurable { get; }

    /// <summary>Streams the text of the reply.</summary>
    /// <param name="said">Returns the text that was streamed so far; called only when another model must continue it.</param>
    IAsyncEnumerable<string> StreamAsync(Func<string> said, CancellationToken ct);

    /// <summary>Ends the call that is still running, and adds its use to <see cref="Used"/>.</summary>
    /// <param name="cancelled">Whether the reply was stopped before its end.</param>
    /// <returns>The ended call, which the caller must close together with the reply; null when no call is running.</returns>
    MeteredCall? EndCurrent(bool cancelled);

    /// <summary>Releases the reservation of a reply that will not be streamed.</summary>
    void Release();
}
