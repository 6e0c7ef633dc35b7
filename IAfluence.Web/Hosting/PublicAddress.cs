using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>The public address of this installation.</summary>
public sealed class PublicAddress(IOptions<SiteOptions> site)
{
    /// <returns>Scheme, host and port without a trailing slash, for example https://chat.agency.example.</returns>
    public string Of(HttpRequest request) => site.Value.PublicUrl is { Length: > 0 } known
        ? known.TrimEnd('/')
        : $"{request.Scheme}://{request.Host}";

    /// <summary>Whether the visitor's browser uses https, to this host or to a proxy in front of it.</summary>
    public bool IsHttps(HttpRequest request) => request.IsHttps || site.Value.IsPublicHttps;
}
