using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Circuits;

/// <summary>Whether a model is called.</summary>
public enum CircuitState
{
    Closed,

    /// <summary>It is passed over until its cool-down is over; then one attempt tries it.</summary>
    Open,

    /// <summary>One attempt is trying it; the others pass it over meanwhile.</summary>
    HalfOpen,
}

/// <summary>The circuit of one model, shared by all processes. Written when it opens, is probed and closes; a model that never failed has none.</summary>
public sealed record ModelHealth : PlatformDocument<ModelId>
{
    public static readonly CollectionDefinition<ModelHealth> Collection = new CollectionDefinition<ModelHealth>("model-health")
        .Kept("The state of a model is the platform's.");

    public CircuitState State { get; init; }

    /// <summary>The end of the cool-down; kept after the circuit has closed.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>What opened it last.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>How often in a row it opened without a success between; the cool-down grows with it. 0 when closed.</summary>
    public long Openings { get; init; }

    /// <summary>When the first of those openings was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it opened last: a success that began before says nothing.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Until when the attempt that tries it is believed to be under way.</summary>
    public DateTimeOffset? ProbeUntil { get; init; }

    /// <summary>When a success closed it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether the model is passed over at this instant: it rests, or another attempt is trying it.</summary>
    public bool BlocksAt(DateTimeOffset now) => State switch
    {
        CircuitState.Open => OpenUntil > now,
        CircuitState.HalfOpen => ProbeUntil > now,
        _ => false,
    };
}
