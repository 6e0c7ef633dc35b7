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

/// <summary>A failed call of a model. The message is for operators and may quote the vendor. It is never shown to a visitor.</summary>
public sealed class ProviderException(ProviderFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFailure Failure { get; } = failure;

    /// <summary>Whether the model itself refused the content, not a filter of its provider.</summary>
    public bool IsOfModel { get; init; }

    /// <summary>The vendor's <c>Retry-After</c>; null when it sent none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
