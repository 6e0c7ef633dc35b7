using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Circuits;

/// <summary>The states of a circuit.</summary>
public enum CircuitState
{
    /// <summary>The model is called normally.</summary>
    Closed,

    /// <summary>The model is skipped until the cool-down ends. Then one attempt probes it.</summary>
    Open,

    /// <summary>One attempt is probing the model. Other attempts skip it.</summary>
    HalfOpen,
}

/// <summary>The circuit breaker of one model, shared by all processes. It is written when it opens, is probed and closes. A model that never failed has none.</summary>
public sealed record ModelHealth : PlatformDocument<ModelId>
{
    public static readonly CollectionDefinition<ModelHealth> Collection = new CollectionDefinition<ModelHealth>("model-health")
        .Kept("The state of a model is the platform's.");

    public CircuitState State { get; init; }

    /// <summary>The end of the cool-down; kept after the circuit closes.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>The failure that last opened the circuit.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>How often the circuit opened in a row without a success; the cool-down grows with it. 0 when closed.</summary>
    public long Openings { get; init; }

    /// <summary>When it opened for the first time in this row.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it opened last. A success of an attempt that started before is ignored.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The end of the lease of the probe.</summary>
    public DateTimeOffset? ProbeUntil { get; init; }

    /// <summary>When a success closed the circuit.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether the model is skipped at this instant, because of the cool-down or another attempt's probe.</summary>
    public bool BlocksAt(DateTimeOffset now) => State switch
    {
        CircuitState.Open => OpenUntil > now,
        CircuitState.HalfOpen => ProbeUntil > now,
        _ => false,
    };
}

/// <summary>The decision of a circuit about one attempt.</summary>
public enum CircuitDecision
{
    /// <summary>The model must be skipped.</summary>
    Skip,

    /// <summary>The model may be called.</summary>
    Allow,

    /// <summary>Only this attempt may call the model, to probe whether it works again.</summary>
    Probe,
}
