namespace IAfluence.Core.Providers;

/// <summary>Why a call of a model failed, in the router's terms; what the vendor said stays in the log of the operator.</summary>
public enum ProviderFailure
{
    /// <summary>Its quota or credit is used up.</summary>
    QuotaExhausted,
    RateLimited,
    Overloaded,

    /// <summary>A fault that may pass: 5xx, a cut, unreadable data, an end without a finish reason.</summary>
    Transient,
    Timeout,
    Authentication,

    /// <summary>The request is wrong for this model or for all.</summary>
    BadRequest,
    ContextTooLong,

    /// <summary>The model refused the content: no other is asked.</summary>
    ContentRefused,
    Unknown,
}
