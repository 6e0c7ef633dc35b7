using System.Net;

namespace IAfluence.Core.Chatbots;

/// <summary>Classifies domain names without network access: which are shared by many owners, and which belong to one site.</summary>
internal static class SiteDomains
{
    /// <summary>
    /// Domains under which anyone can have a subdomain: second levels of registries and common hosting domains. This is not the whole public
    /// suffix list, which changes weekly; it prevents common mistakes with wildcards.
    /// </summary>
    private static readonly HashSet<string> _shared = new(StringComparer.Ordinal)
    {
        "co.uk", "org.uk", "ac.uk", "gov.uk", "me.uk", "com.au", "net.au", "org.au", "co.nz", "co.jp", "or.jp", "ne.jp", "co.kr", "com.br", "com.mx",
        "com.ar", "com.tr", "com.cn", "com.hk", "com.sg", "com.tw", "co.in", "co.za", "co.il", "com.pl", "com.ua", "com.es", "com.pt", "asso.fr",
        "com.fr", "gouv.fr", "nom.fr", "tm.fr", "com.ma", "co.ma", "com.tn", "qc.ca", "on.ca", "eu.org", "uk.com", "fr.com", "eu.com",
        "github.io", "gitlab.io", "pages.dev", "workers.dev", "netlify.app", "vercel.app", "web.app", "firebaseapp.com", "herokuapp.com", "onrender.com",
        "fly.dev", "azurewebsites.net", "azurestaticapps.net", "cloudfront.net", "amazonaws.com", "appspot.com", "run.app", "blogspot.com",
        "wordpress.com", "wixsite.com", "wixstudio.com", "webflow.io", "squarespace.com", "myshopify.com", "weebly.com", "jimdosite.com",
        "jimdofree.com", "ghost.io", "carrd.co", "notion.site", "framer.website", "framer.app", "readthedocs.io", "over-blog.com", "e-monsite.com",
        "ngrok.io", "ngrok.app", "ngrok-free.app", "trycloudflare.com", "localhost.run",
    };

    public static bool IsThisMachine(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || host == "[::1]" || (IsAddress(host) && host.StartsWith("127.", StringComparison.Ordinal));

    public static bool IsAddress(string host) => IPAddress.TryParse(host, out _);

    /// <summary>Whether all subdomains belong to the domain's owner, as far as this list knows.</summary>
    public static bool MayBeWildcard(string host) => host.Contains('.') && !IsAddress(host) && !_shared.Contains(host);

    /// <summary>
    /// The registered part of a host name: <c>martin.fr</c> of <c>shop.martin.fr</c>, <c>martin.co.uk</c> of <c>www.martin.co.uk</c>.
    /// </summary>
    /// <returns>Null when the host is an IP address, the local machine or a shared domain itself.</returns>
    public static string? RegisteredOrNull(string host)
    {
        if (IsAddress(host) || IsThisMachine(host) || _shared.Contains(host))
            return null;
        var labels = host.Split('.');
        for (var from = 1; from < labels.Length; from++)
        {
            if (_shared.Contains(string.Join('.', labels[from..])))
                return string.Join('.', labels[(from - 1)..]);
        }

        return labels.Length < 2 ? null : string.Join('.', labels[^2..]);
    }
}
