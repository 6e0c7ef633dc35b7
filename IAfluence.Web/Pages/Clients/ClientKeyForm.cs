namespace IAfluence.Web.Pages.Clients;

/// <summary>What the form of an own key sends; what was typed is never sent back.</summary>
public sealed class ClientKeyForm
{
    public string? ProviderId { get; set; }

    public string? ApiKey { get; set; }

    public bool AgencyFallbackAllowed { get; set; }
}
