namespace IAfluence.Core.Usage;

/// <summary>Whose account at the provider pays for an attempt.</summary>
public enum BilledTo
{
    Agency,

    /// <summary>The client's own: the attempt was made with its key.</summary>
    Client,
}
