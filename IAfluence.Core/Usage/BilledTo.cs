namespace IAfluence.Core.Usage;

/// <summary>The owner of the provider account that pays for an attempt.</summary>
public enum BilledTo
{
    Agency,

    /// <summary>The client: the call was made with the client's own key.</summary>
    Client,
}
