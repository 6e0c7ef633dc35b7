using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Walk;

/// <summary>The state of one model of a route during one reply.</summary>
internal sealed class RouteStop(ResolvedModel model)
{
    public ResolvedModel Model { get; } = model;

    /// <summary>Whether the model is not called again for this reply.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>The earliest time for the next call, from the vendor's <c>Retry-After</c>; null when it sent none.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The last round in which the model was called, starting at 1; 0 when it was not called.</summary>
    public int AskedInRound { get; set; }

    /// <summary>The number of steps by which the prompt was shortened for this model.</summary>
    public int Shortened { get; set; }

    /// <summary>How often the model failed to continue the text of another model.</summary>
    public int Unusable { get; set; }

    /// <summary>Whether the current call is the probe of the model's circuit.</summary>
    public bool IsProbe { get; set; }
}
