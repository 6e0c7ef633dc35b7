using System.Net.Http.Headers;

namespace IAfluence.Core.Providers.Anthropic;

/// <summary>Where and how Anthropic's Messages API is called.</summary>
/// <param name="Address">The full address of its messages.</param>
/// <param name="ApiKey">The key in clear; null for none, as behind a gateway of one's own.</param>
public sealed record MessagesEndpoint(Uri Address, string? ApiKey)
{
    private const string Path = "/v1/messages";

    /// <summary>The version of the API that this adapter was written for.</summary>
    private const string ApiVersion = "2023-06-01";

    /// <param name="provider">Its address, with or without a slash, the version or the whole path at its end.</param>
    /// <param name="apiKey">In clear; null or empty for none.</param>
    /// <exception cref="UriFormatException">The provider's address is none.</exception>
    public static MessagesEndpoint Of(Provider provider, string? apiKey)
    {
        var address = new UriBuilder(new Uri(provider.BaseUrl ?? ProviderPreset.Anthropic.BaseUrl!, UriKind.Absolute));
        var path = address.Path.TrimEnd('/');
        address.Path = path.EndsWith(Path, StringComparison.Ordinal) ? path
            : path.EndsWith("/v1", StringComparison.Ordinal) ? path + "/messages"
            : path + Path;
        return new MessagesEndpoint(address.Uri, string.IsNullOrEmpty(apiKey) ? null : apiKey);
    }

    public void Authenticate(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("anthropic-version", ApiVersion);
        if (ApiKey is not null)
            headers.TryAddWithoutValidation("x-api-key", ApiKey);
    }

    /// <summary>Records print their members: this one keeps the key to itself.</summary>
    public override string ToString() => Address.ToString();
}
