namespace IAfluence.Core.Routing.Circuits;

/// <summary>What a circuit says to an attempt.</summary>
public enum CircuitDecision
{
    /// <summary>The model is to be passed over.</summary>
    Skip,

    /// <summary>The model may be called.</summary>
    Allow,

    /// <summary>The model may be called by this attempt alone, to see whether it is back.</summary>
    Probe,
}
