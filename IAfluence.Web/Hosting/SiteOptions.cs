using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>The address under which the installation is known; bound to the root of the configuration.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>Scheme and host (and port) in snippets and links; empty for the request's own.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Whether visitors come over https whatever the connection to this process is.</summary>
    public bool IsPublicHttps => PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(PublicUrl))
            yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return new ValidationResult("PublicUrl: give a scheme and a host only, such as 'https://chat.agency.example', or leave it empty for the request's own.");
    }
}
