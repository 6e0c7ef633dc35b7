using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>The address of this installation as visitors know it.</summary>
public sealed class PublicAddress(IOptions<SiteOptions> site)
{
    /// <returns>Scheme, host and port without a slash at the end, such as https://chat.agency.example.</returns>
    public string Of(HttpRequest request) => site.Value.PublicUrl is { Length: > 0 } known
        ? known.TrimEnd('/')
        : $"{request.Scheme}://{request.Host}";

    /// <summary>Whether the visitor's browser speaks https, to us or to the proxy before us.</summary>
    public bool IsHttps(HttpRequest request) => request.IsHttps || site.Value.IsPublicHttps;
}
