namespace IAfluence.Web.Pages.Clients;

/// <summary>The form of a client's own API key; the key is never sent back to the browser.</summary>
public sealed class ClientKeyForm
{
    public string? ProviderId { get; set; }

    public string? ApiKey { get; set; }

    public bool AgencyFallbackAllowed { get; set; }
}
