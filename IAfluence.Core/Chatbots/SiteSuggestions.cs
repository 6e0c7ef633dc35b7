namespace IAfluence.Core.Chatbots;

/// <summary>An origin suggested when a site is added.</summary>
/// <param name="Origin">In the stored form.</param>
public sealed record SiteSuggestion(string Origin, SiteSuggestionKind Kind);

public enum SiteSuggestionKind
{
    /// <summary>The typed origin, when it is not the domain itself or its www subdomain.</summary>
    Typed,

    /// <summary>The domain itself.</summary>
    Bare,

    Www,

    /// <summary>The staging subdomain.</summary>
    Staging,

    /// <summary>Every subdomain.</summary>
    Wildcard,
}

/// <summary>Suggests the origins that usually belong to a site besides the typed one.</summary>
public static class SiteSuggestions
{
    /// <returns>In display order; empty when the text is not an origin.</returns>
    public static IReadOnlyList<SiteSuggestion> For(string? typed)
    {
        if (OriginText.OfTypedOrNull(typed) is not { } origin)
            return [];
        if (origin.StartsWith(OriginPolicy.WildcardPrefix, StringComparison.Ordinal))
            return [new(origin, SiteSuggestionKind.Wildcard), new("https://" + origin[OriginPolicy.WildcardPrefix.Length..], SiteSuggestionKind.Bare)];
        var schemeEnd = origin.IndexOf("://", StringComparison.Ordinal) + 3;
        var (scheme, host) = (origin[..schemeEnd], origin[schemeEnd..]);
        // An address with a port, or of the local machine, is for development and has no related origins.
        if (host.Contains(':') || SiteDomains.RegisteredOrNull(host) is not { } domain)
            return [new(origin, SiteSuggestionKind.Typed)];
        var site = host == domain || host == "www." + domain ? domain : host;
        var suggestions = new List<SiteSuggestion>();
        if (site != domain)
            suggestions.Add(new(origin, SiteSuggestionKind.Typed));
        suggestions.Add(new(scheme + domain, SiteSuggestionKind.Bare));
        suggestions.Add(new($"{scheme}www.{domain}", SiteSuggestionKind.Www));
        var staging = $"{scheme}staging.{domain}";
        if (staging != origin)
            suggestions.Add(new(staging, SiteSuggestionKind.Staging));
        if (SiteDomains.MayBeWildcard(domain))
            suggestions.Add(new(OriginPolicy.WildcardPrefix + domain, SiteSuggestionKind.Wildcard));
        return suggestions;
    }
}
