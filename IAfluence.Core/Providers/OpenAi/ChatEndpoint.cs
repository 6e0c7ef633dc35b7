using System.Net.Http.Headers;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Where and how a chat-completions API is called.</summary>
/// <param name="Address">The full address of its chat completions.</param>
/// <param name="ApiKey">The key in clear; null when it needs none.</param>
/// <param name="IsAzure">Whether the key goes into Azure's own header instead of the usual one.</param>
public sealed record ChatEndpoint(Uri Address, string? ApiKey, bool IsAzure = false)
{
    private const string Path = "/chat/completions";

    private static readonly string[] AzureDomains = [".azure.com", ".azure.us", ".azure.cn"];

    /// <summary>The endpoint of one model of a provider.</summary>
    /// <param name="provider">Its address, with or without a slash or the path itself at its end; a query in it is kept.</param>
    /// <param name="model">Its name, which is the deployment's on Azure.</param>
    /// <param name="apiKey">In clear; null or empty for none.</param>
    /// <exception cref="UriFormatException">The provider's address is none.</exception>
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

    /// <summary>Sets the key as this server reads it; nothing where there is none.</summary>
    public void Authenticate(HttpRequestHeaders headers)
    {
        if (ApiKey is null)
            return;
        if (IsAzure)
            headers.TryAddWithoutValidation("api-key", ApiKey);
        else
            headers.TryAddWithoutValidation("Authorization", "Bearer " + ApiKey);
    }

    /// <summary>Records print their members: this one keeps the key to itself.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>People paste the resource's address, its /openai, a deployment's or the /openai/v1 address: each is completed to what is called.</summary>
    private static string AzurePath(string path, string? apiVersion, string model)
    {
        if (path.Contains("/deployments/", StringComparison.Ordinal) || path.EndsWith("/v1", StringComparison.Ordinal) || path.EndsWith("/models", StringComparison.Ordinal))
            return path;
        var root = path.EndsWith("/openai", StringComparison.Ordinal) ? path : path + "/openai";
        return string.IsNullOrEmpty(apiVersion) ? root + "/v1" : $"{root}/deployments/{Uri.EscapeDataString(model)}";
    }

    private static bool IsAzureHost(string host) => AzureDomains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
