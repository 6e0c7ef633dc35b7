using IAfluence.Core.Quotas.Metering;

namespace IAfluence.Core.Routing.Walk;

/// <summary>An answer on its way to a visitor: from the models of a route, or from what is kept of an earlier one. Not for several threads at once.</summary>
public interface IReplyProducer
{
    /// <summary>The first call, whose ledger entry is opened together with what is stored; null when no model is called.</summary>
    MeteredCall? Opening { get; }

    RouteOutcome Outcome { get; }

    /// <summary>The model that finished the answer or speaks now, or that wrote it where it was kept; null when all have failed.</summary>
    ModelId? ModelId { get; }

    /// <summary>The tokens and the cost of all attempts that have ended.</summary>
    QuotaUse Used { get; }

    /// <summary>What a model took for the same answer, in micro-dollars; null unless it comes from the cache.</summary>
    long? SavedMicros { get; }

    /// <summary>Completes when the entries that were closed on the way are on disk.</summary>
    Task ClosingsDurable { get; }

    /// <summary>The answer, piece by piece. Read <see cref="Outcome"/> when it ends.</summary>
    /// <param name="said">All that has come out so far; asked for only when another model has to go on with it.</param>
    IAsyncEnumerable<string> StreamAsync(Func<string> said, CancellationToken ct);

    /// <summary>Ends the call that still runs, with <see cref="Used"/> knowing it from then on.</summary>
    /// <param name="cancelled">Whether the reply was stopped on the way.</param>
    /// <returns>The ended call, still to be closed together with the reply; null when there is none.</returns>
    MeteredCall? EndCurrent(bool cancelled);

    /// <summary>Gives back what was reserved for an answer that nobody will stream.</summary>
    void Release();
}
