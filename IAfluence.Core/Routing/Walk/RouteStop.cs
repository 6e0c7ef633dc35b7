using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Walk;

/// <summary>One model of a route, and what one reply has seen of it.</summary>
internal sealed class RouteStop(ResolvedModel model)
{
    public ResolvedModel Model { get; } = model;

    /// <summary>It cannot answer this reply, however often it is asked.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>The vendor asked to be left alone until then.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The last round of the route in which it was asked, counted from 1; 0 for none.</summary>
    public int AskedInRound { get; set; }

    /// <summary>How far the prompt was shortened for it.</summary>
    public int Shortened { get; set; }

    /// <summary>How often it could not go on with what others had said.</summary>
    public int Unusable { get; set; }

    /// <summary>Whether the call under way is the circuit's probe.</summary>
    public bool IsProbe { get; set; }
}
