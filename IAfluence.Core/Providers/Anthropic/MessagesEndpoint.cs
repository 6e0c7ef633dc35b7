using System.Net.Http.Headers;

namespace IAfluence.Core.Providers.Anthropic;

/// <summary>The address and key with which Anthropic's Messages API is called.</summary>
/// <param name="Address">The full address of the messages endpoint.</param>
/// <param name="ApiKey">The key in clear text; null when none is needed, for example behind a private gateway.</param>
public sealed record MessagesEndpoint(Uri Address, string? ApiKey)
{
    private const string Path = "/v1/messages";

    /// <summary>The version of the API for which this adapter was written.</summary>
    private const string ApiVersion = "2023-06-01";

    /// <param name="provider">Its base address, with or without a slash, the version or the whole path at its end.</param>
    /// <param name="apiKey">In clear text; null or empty for none.</param>
    /// <exception cref="UriFormatException">The base address is not a valid URI.</exception>
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

    /// <summary>The generated text of a record contains all members. This one leaves out the key.</summary>
    public override string ToString() => Address.ToString();
}
