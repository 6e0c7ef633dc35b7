using System.Text.Json;
using IAfluence.Core.Egress;

namespace IAfluence.Core.Providers.Http;

/// <summary>What goes wrong with a call, in the router's terms.</summary>
internal static class CallFailures
{
    /// <summary>The failure that an exception stands for; null when the provider did not cause it, for example when the caller cancelled.</summary>
    public static ProviderException? OfOrNull(Exception error, CancellationToken caller) => error switch
    {
        OperationCanceledException when caller.IsCancellationRequested => null,
        OperationCanceledException => new ProviderException(ProviderFailure.Timeout, "The provider did not answer in time.", error),
        HttpRequestException { InnerException: EgressRefusedException refused } => new ProviderException(ProviderFailure.Unknown, refused.Message, error),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ProviderException(ProviderFailure.Transient, "The provider's host has no address.", error),
        HttpRequestException or IOException => new ProviderException(ProviderFailure.Transient, "The connection to the provider failed: " + error.Message, error),
        JsonException or InvalidOperationException => new ProviderException(ProviderFailure.Transient, "The provider sent unreadable data.", error),
        _ => null,
    };

    /// <summary>A refusal, with the wish to wait that came with it.</summary>
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

    /// <summary>As much of a body as is worth reading.</summary>
    public static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[Math.Min(maxBytes, response.Content.Headers.ContentLength ?? maxBytes)];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return body[..length];
    }
}
