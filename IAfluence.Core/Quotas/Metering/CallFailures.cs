using IAfluence.Core.Providers;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>What an exception says of a call.</summary>
internal static class CallFailures
{
    /// <param name="error">Must not be the caller's own cancellation: an <see cref="OperationCanceledException"/> counts as a time-out.</param>
    public static ProviderFailure Of(Exception error) => error switch
    {
        ProviderException known => known.Failure,
        OperationCanceledException => ProviderFailure.Timeout,
        HttpRequestException or IOException => ProviderFailure.Transient,
        // A defect of one adapter must cost an attempt, not the answer.
        _ => ProviderFailure.Unknown,
    };
}
