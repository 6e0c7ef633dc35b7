using System.Net.Http.Headers;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>The address and key with which a chat-completions API is called.</summary>
/// <param name="Address">The full address of the chat-completions endpoint.</param>
/// <param name="ApiKey">The key in clear text; null when none is needed.</param>
/// <param name="IsAzure">Whether the key is sent in Azure's own header instead of the standard one.</param>
public sealed record ChatEndpoint(Uri Address, string? ApiKey, bool IsAzure = false)
{
    private const string Path = "/chat/completions";

    private static readonly string[] AzureDomains = [".azure.com", ".azure.us", ".azure.cn"];

    /// <summary>Returns the endpoint of one model of a provider.</summary>
    /// <param name="provider">Its base address, with or without a slash or the path at its end; a query is kept.</param>
    /// <param name="model">The name of the model; on Azure, of the deployment.</param>
    /// <param name="apiKey">In clear text; null or empty for none.</param>
    /// <exception cref="UriFormatException">The base address is not a valid URI.</exception>
    public static ChatEndpoint Of(Provider provider, string model, string? apiKey)
    {
        var address = new UriBuilder(new Uri(provider.BaseUrl ?? "", UriKind.Absolute));
        var isAzure = provider.Preset == ProviderPreset.AzureOpenAiKey || IsAzureHost(address.Host);
        var path = address.Path.TrimEnd('/');
        if (!path.EndsWith(Path, StringComparison.Ordinal))
            path = (isAzure || provider.ApiVersion is not null ? AzurePath(path, provider.ApiVersion, model) : path) + Path;
        address.Path = path;
        if (!string.IsNullOrEmpty(provider.ApiVersion) && !address.Query.Contains("api-version=", StringComparison.OrdinalIgnoreCase))
            address.Query = (address.Query.Length > 1 ? address.Query[1..] + "&" : "") + "api-version=" + Uri.EscapeDataString(provider.ApiVersion);
        return new ChatEndpoint(address.Uri, string.IsNullOrEmpty(apiKey) ? null : apiKey, isAzure);
    }

    /// <summary>Sets the key in the header that the server reads; does nothing without a key.</summary>
    public void Authenticate(HttpRequestHeaders headers)
    {
        if (ApiKey is null)
            return;
        if (IsAzure)
            headers.TryAddWithoutValidation("api-key", ApiKey);
        else
            headers.TryAddWithoutValidation("Authorization", "Bearer " + ApiKey);
    }

    /// <summary>The generated text of a record contains all members. This one leaves out the key.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>Accepts the address of the resource, of its /openai path, of a deployment or of /openai/v1, and completes it to the address that is called.</summary>
    private static string AzurePath(string path, string? apiVersion, string model)
    {
        if (path.Contains("/deployments/", StringComparison.Ordinal) || path.EndsWith("/v1", StringComparison.Ordinal) || path.EndsWith("/models", StringComparison.Ordinal))
            return path;
        var root = path.EndsWith("/openai", StringComparison.Ordinal) ? path : path + "/openai";
        return string.IsNullOrEmpty(apiVersion) ? root + "/v1" : $"{root}/deployments/{Uri.EscapeDataString(model)}";
    }

    private static bool IsAzureHost(string host) => AzureDomains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
