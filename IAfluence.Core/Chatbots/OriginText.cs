using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IAfluence.Core.Chatbots;

/// <summary>Parses and formats origins: typed by people, sent by browsers, and the stored form.</summary>
public static class OriginText
{
    /// <summary>A host name has at most 253 characters (RFC 1035).</summary>
    public const int MaxCharacters = 270;

    private static readonly IdnMapping _idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// Converts typed text to the stored form, for example <c>martin.fr</c>, <c>https://WWW.Martin.fr/page</c> or <c>*.martin.fr</c>. The default
    /// scheme is https, or http for the local machine. Paths, default ports and trailing dots are removed; non-ASCII host names become punycode.
    /// </summary>
    /// <returns>Null when the text is not an origin, or when the wildcard would match other people's sites.</returns>
    public static string? OfTypedOrNull(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > 2000)
            return null;
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        string? scheme = null;
        if (schemeEnd >= 0)
        {
            scheme = text[..schemeEnd].ToLowerInvariant();
            text = text[(schemeEnd + 3)..];
        }

        var authorityEnd = text.IndexOfAny(['/', '?', '#', '\\']);
        return Of(scheme, authorityEnd < 0 ? text : text[..authorityEnd], wildcards: true);
    }

    /// <summary>Converts an <c>Origin</c> header to the stored form; null for the opaque origin and for an invalid one.</summary>
    public static string? OfHeaderOrNull(string origin)
    {
        var schemeEnd = origin.IndexOf("://", StringComparison.Ordinal);
        return schemeEnd < 0 || origin.Length > MaxCharacters ? null : Of(origin[..schemeEnd].ToLowerInvariant(), origin[(schemeEnd + 3)..], wildcards: false);
    }

    /// <summary>Formats an origin for people: with non-ASCII letters, and without the https scheme.</summary>
    public static string ForReaders(string origin)
    {
        var text = origin.StartsWith("https://", StringComparison.Ordinal) ? origin["https://".Length..] : origin;
        if (!text.Contains("xn--", StringComparison.Ordinal))
            return text;
        try
        {
            return string.Join('.', text.Split('.').Select(label => label.StartsWith("xn--", StringComparison.Ordinal) ? _idn.GetUnicode(label) : label));
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static string? Of(string? scheme, string authority, bool wildcards)
    {
        if (scheme is not (null or "http" or "https") || SplitPort(authority) is not var (written, port))
            return null;
        var wildcard = wildcards && written.StartsWith("*.", StringComparison.Ordinal);
        if (HostOrNull(wildcard ? written[2..] : written) is not { } host)
            return null;
        if (wildcard)
            return scheme is null or "https" && port is null or 443 && SiteDomains.MayBeWildcard(host) ? OriginPolicy.WildcardPrefix + host : null;
        scheme ??= SiteDomains.IsThisMachine(host) ? "http" : "https";
        return port is null || port == (scheme == "https" ? 443 : 80)
            ? $"{scheme}://{host}"
            : string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}");
    }

    private static (string Host, int? Port)? SplitPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority.EndsWith(']'))
            return (authority, null);
        return int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? (authority[..colon], port)
            : null;
    }

    private static string? HostOrNull(string written)
    {
        if (written.StartsWith('[') && written.EndsWith(']'))
            return IPAddress.TryParse(written, out var v6) && v6 is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 } ? $"[{v6}]" : null;
        var name = written.EndsWith('.') ? written[..^1] : written;
        string ascii;
        try
        {
            ascii = _idn.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (ascii.Length is 0 or > 253)
            return null;
        // Browsers parse a host whose last label is a number as an IPv4 address, in any notation.
        var last = ascii[(ascii.LastIndexOf('.') + 1)..];
        if (last.All(char.IsAsciiDigit))
            return IPAddress.TryParse(ascii, out var v4) && v4.ToString() == ascii ? ascii : null;
        return ascii.Contains('.') || SiteDomains.IsThisMachine(ascii) ? ascii : null;
    }
}
