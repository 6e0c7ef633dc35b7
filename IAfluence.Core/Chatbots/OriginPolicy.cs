using System.Buffers;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// Decides whether a chatbot can be used on a page: compares the page's origin, as browsers send it (RFC 6454, section 6.2), with the
/// chatbot's allowed origins in the form of <see cref="OriginText"/>.
/// </summary>
public static class OriginPolicy
{
    internal const string WildcardPrefix = "https://*.";

    private const string Https = "https://";

    private static readonly SearchValues<char> _hostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <param name="allowed">
    /// Exact origins, or <c>https://*.domain</c> for every subdomain on the default port, but not for the domain itself.
    /// </param>
    /// <param name="origin">The request's <c>Origin</c> header. The opaque origin <c>null</c> is never allowed.</param>
    public static bool Allows(IReadOnlyList<string> allowed, string? origin)
    {
        if (string.IsNullOrEmpty(origin) || origin.Length > OriginText.MaxCharacters || origin.Contains('*'))
            return false;
        // Browsers send the stored form; only other senders need normalization.
        return Matches(allowed, origin) || (OriginText.OfHeaderOrNull(origin) is { } plain && plain != origin && Matches(allowed, plain));
    }

    private static bool Matches(IReadOnlyList<string> allowed, string origin)
    {
        for (var at = 0; at < allowed.Count; at++)
        {
            var entry = allowed[at];
            if (string.Equals(entry, origin, StringComparison.Ordinal)
                || (entry.StartsWith(WildcardPrefix, StringComparison.Ordinal) && IsSubdomain(origin, entry.AsSpan(WildcardPrefix.Length - 1))))
                return true;
        }

        return false;
    }

    /// <param name="suffix">A domain with a leading dot; without it, evil-domain.com would match domain.com.</param>
    private static bool IsSubdomain(string origin, ReadOnlySpan<char> suffix)
    {
        if (!origin.StartsWith(Https, StringComparison.Ordinal) || !origin.AsSpan().EndsWith(suffix, StringComparison.Ordinal))
            return false;
        var host = origin.AsSpan(Https.Length);
        return host.Length > suffix.Length && host[0] != '.' && host.IndexOfAnyExcept(_hostCharacters) < 0
            && !host[..^suffix.Length].EndsWith(".") && host.IndexOf("..") < 0;
    }
}
