using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>Configures the installation's public address; bound to the root of the configuration.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>The scheme, host and optional port in snippets and links; empty to use the request's address.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Whether visitors use https, even when the connection to this process does not.</summary>
    public bool IsPublicHttps => PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(PublicUrl))
            yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return new ValidationResult("PublicUrl: the value is not a valid address. Use only a scheme and a host, for example 'https://chat.agency.example', or leave it empty to use the request's address.");
    }
}
