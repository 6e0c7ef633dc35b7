namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>Checks whether a page's content security policies allow the widget's script and its connections.</summary>
internal static class PolicyInspection
{
    /// <summary>Stands for the widget's second script, whose file name changes, so a policy that names a single file blocks it.</summary>
    private const string PanelPath = "/widget/panel.js";

    private const string CallPath = "/widget/v1/chatbots";

    public static IEnumerable<Finding> Inspect(FetchedPage page, SelfTestSubject subject)
    {
        var policies = PoliciesOf(page).ToList();
        if (policies.Count == 0)
            return [Finding.Ok(FindingCodes.NoPolicy)];
        var tag = SnippetInspection.TagOrNull(page, subject);
        var forbidden = policies.SelectMany(policy => Forbidden(policy, page.Address!, subject, tag)).DistinctBy(finding => (finding.Code, finding.Level)).ToList();
        var trusted = policies.Where(policy => policy.RequiresTrustedTypes).Take(1).Select(_ => Finding.Ok(FindingCodes.PolicyTrustedTypes));
        return forbidden.Count > 0 ? forbidden : [Finding.Ok(FindingCodes.PolicyAllows), .. trusted];
    }

    private static IEnumerable<ContentSecurityPolicy> PoliciesOf(FetchedPage page)
    {
        if (page.Headers.TryGetValue("content-security-policy", out var enforced))
        {
            foreach (var policy in ContentSecurityPolicy.ParseHeader(enforced))
                yield return policy;
        }

        if (page.Headers.TryGetValue("content-security-policy-report-only", out var reported))
        {
            foreach (var policy in ContentSecurityPolicy.ParseHeader(reported, reportOnly: true))
                yield return policy;
        }

        foreach (var meta in PageTags.Find(page.Body, "meta").Where(meta => !meta.InComment && IsPolicy(meta)))
        {
            if (ContentSecurityPolicy.ParseMetaOrNull(meta["content"] ?? "") is { } policy)
                yield return policy;
        }
    }

    private static bool IsPolicy(PageTag meta) => string.Equals(meta["http-equiv"]?.Trim(), "content-security-policy", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Finding> Forbidden(ContentSecurityPolicy policy, Uri page, SelfTestSubject subject, PageTag? tag)
    {
        var found = new List<Finding>();
        if (policy.SandboxForbids)
            found.Add(Finding.Fail(FindingCodes.PolicySandbox));
        if (policy.Scripts is { } scripts && !IsAllowed(scripts, page, subject, tag))
        {
            found.Add(scripts.IsStrictDynamic
                ? Finding.Fail(FindingCodes.PolicyStrictDynamic, scripts.Directive)
                : Finding.Fail(tag?["nonce"] is { Length: > 0 } && scripts.NamesNonces ? FindingCodes.PolicyNonce : FindingCodes.PolicyScript, scripts.Directive, subject.Installation.Text));
        }

        if (policy.Connections is { } connections && !connections.Allows(new Uri(subject.Installation.Uri, CallPath), page))
            found.Add(Finding.Fail(FindingCodes.PolicyConnect, connections.Directive, subject.Installation.Text));
        return policy.ReportOnly
            ? found.Take(1).Select(finding => Finding.Warn(FindingCodes.PolicyReportOnly, finding.Values is [var directive, ..] ? directive : "sandbox", subject.Installation.Text))
            : found;
    }

    /// <summary>A valid nonce also covers the scripts that the script imports; a source by address must cover both scripts.</summary>
    private static bool IsAllowed(SourceList scripts, Uri page, SelfTestSubject subject, PageTag? tag) =>
        scripts.AllowsNonce(tag?["nonce"])
        || (scripts.AllowsScript(subject.Loader, page, nonce: null) && scripts.AllowsScript(new Uri(subject.Installation.Uri, PanelPath), page, nonce: null));
}
