namespace IAfluence.Core.Providers;

/// <summary>The kinds of failures of a call. The vendor's message is only in the log.</summary>
public enum ProviderFailure
{
    /// <summary>The quota or credit of the account is used up.</summary>
    QuotaExhausted,
    RateLimited,
    Overloaded,

    /// <summary>A temporary fault: status 5xx, a lost connection, unreadable data, or a response without a finish reason.</summary>
    Transient,
    Timeout,
    Authentication,

    /// <summary>The request is invalid for this model or for all models.</summary>
    BadRequest,
    ContextTooLong,

    /// <summary>The model refused the content. No other model is called.</summary>
    ContentRefused,
    Unknown,
}
