namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>A content security policy, parsed as browsers do (CSP Level 3). When a directive occurs several times, the first one is used.</summary>
public sealed class ContentSecurityPolicy
{
    private static readonly char[] _blanks = [' ', '\t', '\n', '\f', '\r'];

    private readonly Dictionary<string, IReadOnlyList<string>> _directives = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether browsers only report violations and do not block them.</summary>
    public bool ReportOnly { get; private init; }

    /// <summary>Whether the policy is in a meta tag of the page instead of a header.</summary>
    public bool InPage { get; private init; }

    /// <summary>Whether Trusted Types are enforced for scripts. The widget is compatible with them.</summary>
    public bool RequiresTrustedTypes => _directives.ContainsKey("require-trusted-types-for");

    /// <summary>Whether the page is in a sandbox that blocks scripts or removes its origin.</summary>
    public bool SandboxForbids => _directives.TryGetValue("sandbox", out var allowed)
        && !(allowed.Contains("allow-scripts", StringComparer.OrdinalIgnoreCase) && allowed.Contains("allow-same-origin", StringComparer.OrdinalIgnoreCase));

    /// <summary>Parses the policies of a header, which are separated by commas.</summary>
    public static IEnumerable<ContentSecurityPolicy> ParseHeader(string header, bool reportOnly = false) =>
        header.Split(',').Select(policy => Parse(policy, reportOnly, inPage: false)).OfType<ContentSecurityPolicy>();

    /// <summary>Parses the policy of a meta tag, where browsers ignore some directives.</summary>
    /// <returns>Null when the policy has no directives.</returns>
    public static ContentSecurityPolicy? ParseMetaOrNull(string content)
    {
        var policy = Parse(content, reportOnly: false, inPage: true);
        policy?._directives.Remove("sandbox");
        return policy;
    }

    /// <summary>The allowed sources of external scripts, from the most specific directive; null when no directive applies.</summary>
    public SourceList? Scripts => Nearest("script-src-elem", "script-src", "default-src");

    /// <summary>The allowed targets of connections made by scripts; null when no directive applies.</summary>
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
