namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>The sources of one directive of a content security policy.</summary>
/// <param name="Sources">As written in the policy, including quotes.</param>
public sealed record SourceList(string Directive, IReadOnlyList<string> Sources)
{
    private const string Nonce = "'nonce-";

    /// <summary>Whether addresses are ignored: only scripts with a valid nonce or hash run, and the scripts they load.</summary>
    public bool IsStrictDynamic => Has("'strict-dynamic'") && Sources.Any(IsNonceOrHash);

    public bool NamesNonces => Sources.Any(source => source.StartsWith(Nonce, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a script tag with this address and nonce may run on the page.</summary>
    public bool AllowsScript(Uri script, Uri page, string? nonce) =>
        AllowsNonce(nonce) || (!IsStrictDynamic && Allows(script, page));

    public bool AllowsNonce(string? nonce) => nonce is { Length: > 0 } && Sources.Any(source =>
        source.StartsWith(Nonce, StringComparison.OrdinalIgnoreCase) && source.EndsWith('\'') && source[Nonce.Length..^1] == nonce);

    /// <summary>Whether the sources include an address.</summary>
    /// <param name="page">The page that 'self' refers to.</param>
    public bool Allows(Uri target, Uri page)
    {
        foreach (var source in Sources)
        {
            if (source.StartsWith('\'')
                ? source.Equals("'self'", StringComparison.OrdinalIgnoreCase) && IsSelf(target, page)
                : Matches(source, target, page))
                return true;
        }

        return false;
    }

    private bool Has(string keyword) => Sources.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private static bool IsNonceOrHash(string source) =>
        source.StartsWith(Nonce, StringComparison.OrdinalIgnoreCase) || source.StartsWith("'sha", StringComparison.OrdinalIgnoreCase);

    private static bool IsSelf(Uri target, Uri page) =>
        target.Host.Equals(page.Host, StringComparison.OrdinalIgnoreCase) && SchemeMatches(page.Scheme, target.Scheme)
        && (target.Port == page.Port || (page.IsDefaultPort && target.IsDefaultPort));

    // CSP 3, section 6.7.2.8: matching a URL against a source expression.
    private static bool Matches(string source, Uri target, Uri page)
    {
        if (source == "*")
            return target.Scheme is "http" or "https" or "ws" or "wss";
        var schemeEnd = source.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0 && source.EndsWith(':'))
            return SchemeMatches(source[..^1], target.Scheme);
        if (!SchemeMatches(schemeEnd < 0 ? page.Scheme : source[..schemeEnd], target.Scheme))
            return false;
        var rest = schemeEnd < 0 ? source : source[(schemeEnd + 3)..];
        var slash = rest.IndexOf('/');
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var colon = authority.LastIndexOf(':');
        var (host, port) = colon > authority.LastIndexOf(']') ? (authority[..colon], authority[(colon + 1)..]) : (authority, "");
        return HostMatches(host, target.Host) && PortMatches(port, target) && PathMatches(path, target.AbsolutePath);
    }

    /// <summary>A source with http also allows https.</summary>
    private static bool SchemeMatches(string source, string scheme) =>
        source.Equals(scheme, StringComparison.OrdinalIgnoreCase)
        || (source.Equals("http", StringComparison.OrdinalIgnoreCase) && scheme is "https" or "wss")
        || (source.Equals("ws", StringComparison.OrdinalIgnoreCase) && scheme is "wss" or "http" or "https")
        || (source.Equals("wss", StringComparison.OrdinalIgnoreCase) && scheme is "https");

    private static bool HostMatches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : pattern == "*" || pattern.Equals(host, StringComparison.OrdinalIgnoreCase);

    private static bool PortMatches(string port, Uri target) =>
        port == "*" || (port.Length == 0 ? target.IsDefaultPort : port == target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)
            || (port == "80" && target is { Port: 443, Scheme: "https" or "wss" }));

    private static bool PathMatches(string pattern, string path) =>
        pattern is "" or "/" || (pattern.EndsWith('/') ? path.StartsWith(pattern, StringComparison.Ordinal) : path == pattern);
}
