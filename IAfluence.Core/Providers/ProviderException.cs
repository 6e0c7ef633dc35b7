namespace IAfluence.Core.Providers;

/// <summary>A call of a model failed. The message is for operators and may quote the vendor; it never reaches a visitor.</summary>
public sealed class ProviderException(ProviderFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFailure Failure { get; } = failure;

    /// <summary>How long the vendor asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
