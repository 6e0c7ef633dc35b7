using IAfluence.Core.Providers;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>Maps the exception of a call to a <see cref="ProviderFailure"/>.</summary>
internal static class CallFailures
{
    /// <param name="error">Not the caller's own cancellation: an <see cref="OperationCanceledException"/> is mapped to a time-out.</param>
    public static ProviderFailure Of(Exception error) => error switch
    {
        ProviderException known => known.Failure,
        OperationCanceledException => ProviderFailure.Timeout,
        HttpRequestException or IOException => ProviderFailure.Transient,
        // A defect of one adapter fails one attempt, not the whole reply.
        _ => ProviderFailure.Unknown,
    };
}
