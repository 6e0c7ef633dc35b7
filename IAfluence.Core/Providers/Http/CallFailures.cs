using System.Text.Json;
using IAfluence.Core.Egress;

namespace IAfluence.Core.Providers.Http;

/// <summary>Maps exceptions and error responses of calls to provider failures.</summary>
internal static class CallFailures
{
    /// <summary>Maps an exception; null when the provider did not cause it, for example when the caller cancelled.</summary>
    public static ProviderException? OfOrNull(Exception error, CancellationToken caller) => error switch
    {
        OperationCanceledException when caller.IsCancellationRequested => null,
        OperationCanceledException => new ProviderException(ProviderFailure.Timeout, "The provider did not respond in time.", error),
        HttpRequestException { InnerException: EgressRefusedException refused } => new ProviderException(ProviderFailure.Unknown, refused.Message, error),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ProviderException(ProviderFailure.Transient, "The host name of the provider could not be resolved.", error),
        HttpRequestException or IOException => new ProviderException(ProviderFailure.Transient, "The connection to the provider failed: " + error.Message, error),
        JsonException or InvalidOperationException => new ProviderException(ProviderFailure.Transient, "The provider sent data that could not be read.", error),
        _ => null,
    };

    /// <summary>Creates the failure for an error response, including its Retry-After.</summary>
    public static ProviderException Of(VendorError error, HttpResponseMessage? response, TimeProvider time)
    {
        var named = string.Join(' ', new[] { error.Code, error.Type }.Where(name => name.Length > 0));
        return new ProviderException(FailureTable.Of(error), $"HTTP {error.Status}{(named.Length > 0 ? " " + named : "")}: {error.Message}")
        {
            RetryAfter = RetryAfter.Of(response, error, time),
        };
    }

    public static ProviderException OfRedirect(Uri asked) => new(
        ProviderFailure.BadRequest, $"{asked.Host} redirects to another address; the provider's base URL must be the final one.");

    /// <summary>Reads a body up to the length that is needed.</summary>
    public static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[Math.Min(maxBytes, response.Content.Headers.ContentLength ?? maxBytes)];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return body[..length];
    }
}
