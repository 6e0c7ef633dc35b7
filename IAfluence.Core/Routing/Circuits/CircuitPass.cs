namespace IAfluence.Core.Routing.Circuits;

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
