namespace IAfluence.Core.Chatbots;

/// <summary>One origin on offer when a site is added.</summary>
/// <param name="Origin">As it is stored.</param>
/// <param name="Kind">What it is to the site.</param>
public sealed record SiteSuggestion(string Origin, SiteSuggestionKind Kind);

public enum SiteSuggestionKind
{
    /// <summary>What was typed, where it is neither of the next two.</summary>
    Typed,

    /// <summary>The domain itself.</summary>
    Bare,

    Www,

    /// <summary>Where the site's next version is tried.</summary>
    Staging,

    /// <summary>Every subdomain.</summary>
    Wildcard,
}

/// <summary>What belongs to a site beside the address someone typed, so that none is forgotten.</summary>
public static class SiteSuggestions
{
    /// <returns>In the order to show them; empty when what was typed names no origin.</returns>
    public static IReadOnlyList<SiteSuggestion> For(string? typed)
    {
        if (OriginText.OfTypedOrNull(typed) is not { } origin)
            return [];
        if (origin.StartsWith(OriginPolicy.WildcardPrefix, StringComparison.Ordinal))
            return [new(origin, SiteSuggestionKind.Wildcard), new("https://" + origin[OriginPolicy.WildcardPrefix.Length..], SiteSuggestionKind.Bare)];
        var schemeEnd = origin.IndexOf("://", StringComparison.Ordinal) + 3;
        var (scheme, host) = (origin[..schemeEnd], origin[schemeEnd..]);
        // An address with a port of its own is a developer's, and so is this machine: nothing goes with them.
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
