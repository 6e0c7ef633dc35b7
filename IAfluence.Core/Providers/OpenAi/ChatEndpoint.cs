namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Where and how a chat-completions API is called.</summary>
/// <param name="Address">The full address of its chat completions.</param>
/// <param name="ApiKey">The key in clear; null when it needs none.</param>
public sealed record ChatEndpoint(Uri Address, string? ApiKey)
{
    private const string Path = "/chat/completions";

    /// <summary>Joins the path to a base address, with or without a slash at its end, keeping a query (Azure's api-version).</summary>
    /// <exception cref="UriFormatException">It is no address.</exception>
    public static ChatEndpoint Of(string baseUrl, string? apiKey)
    {
        var address = new UriBuilder(new Uri(baseUrl, UriKind.Absolute));
        var path = address.Path.TrimEnd('/');
        address.Path = path.EndsWith(Path, StringComparison.Ordinal) ? path : path + Path;
        return new ChatEndpoint(address.Uri, string.IsNullOrEmpty(apiKey) ? null : apiKey);
    }

    /// <summary>Azure reads its keys from a header of its own.</summary>
    public bool IsAzure => Address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Records print their members: this one keeps the key to itself.</summary>
    public override string ToString() => Address.ToString();
}
