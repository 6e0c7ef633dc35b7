namespace IAfluence.Core.Providers;

/// <summary>A failed call of a model. The message is for operators and may quote the vendor. It is never shown to a visitor.</summary>
public sealed class ProviderException(ProviderFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFailure Failure { get; } = failure;

    /// <summary>The vendor's <c>Retry-After</c>; null when it sent none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
