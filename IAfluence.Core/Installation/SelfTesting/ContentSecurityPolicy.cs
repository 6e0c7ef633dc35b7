namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>One content security policy, read as browsers read it (CSP Level 3): of a directive that stands twice the first counts.</summary>
public sealed class ContentSecurityPolicy
{
    private static readonly char[] _blanks = [' ', '\t', '\n', '\f', '\r'];

    private readonly Dictionary<string, IReadOnlyList<string>> _directives = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it only reports what it would forbid.</summary>
    public bool ReportOnly { get; private init; }

    /// <summary>Whether it stands in the page instead of its header.</summary>
    public bool InPage { get; private init; }

    /// <summary>Whether scripts may use what Trusted Types guard only with types; the widget does not use it.</summary>
    public bool RequiresTrustedTypes => _directives.ContainsKey("require-trusted-types-for");

    /// <summary>Whether the page runs in a sandbox that keeps scripts out, or takes its origin away.</summary>
    public bool SandboxForbids => _directives.TryGetValue("sandbox", out var allowed)
        && !(allowed.Contains("allow-scripts", StringComparer.OrdinalIgnoreCase) && allowed.Contains("allow-same-origin", StringComparer.OrdinalIgnoreCase));

    /// <summary>Every policy of a header, in which commas part several.</summary>
    public static IEnumerable<ContentSecurityPolicy> ParseHeader(string header, bool reportOnly = false) =>
        header.Split(',').Select(policy => Parse(policy, reportOnly, inPage: false)).OfType<ContentSecurityPolicy>();

    /// <summary>A policy of a meta tag; browsers leave some directives aside there.</summary>
    /// <returns>Null when it says nothing.</returns>
    public static ContentSecurityPolicy? ParseMetaOrNull(string content)
    {
        var policy = Parse(content, reportOnly: false, inPage: true);
        policy?._directives.Remove("sandbox");
        return policy;
    }

    /// <summary>What decides on scripts with an address: the sources of the nearest directive; null when there is none.</summary>
    public SourceList? Scripts => Nearest("script-src-elem", "script-src", "default-src");

    /// <summary>What decides on calls of scripts.</summary>
    public SourceList? Connections => Nearest("connect-src", "default-src");

    private static ContentSecurityPolicy? Parse(string text, bool reportOnly, bool inPage)
    {
        var policy = new ContentSecurityPolicy { ReportOnly = reportOnly, InPage = inPage };
        foreach (var directive in text.Split(';'))
        {
            if (directive.Split(_blanks, StringSplitOptions.RemoveEmptyEntries) is [var name, .. var values])
                policy._directives.TryAdd(name, values);
        }

        return policy._directives.Count == 0 ? null : policy;
    }

    private SourceList? Nearest(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_directives.TryGetValue(name, out var sources))
                return new SourceList(name.ToLowerInvariant(), sources);
        }

        return null;
    }
}
