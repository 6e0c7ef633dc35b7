namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>
/// Checks a page as a visitor's browser would load it, without running its scripts, and the connection to the installation.
/// </summary>
public sealed class SelfTest(PageFetcher fetcher)
{
    private const string Html = "text/html,application/xhtml+xml;q=0.9";

    /// <param name="typed">The page's address as typed; the default scheme is https.</param>
    /// <returns>The findings in display order.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(string typed, SelfTestSubject subject, CancellationToken ct)
    {
        var proxy = new ProxyInspection(fetcher);
        if (AddressOrNull(typed) is not { } address)
            return [Finding.Fail(FindingCodes.Unreachable, nameof(FetchFault.NotAnAddress))];
        var fetching = fetcher.GetAsync(address, subject.PublicUrl?.Uri, Html, ct);
        var inspecting = proxy.InspectAsync(address, subject, ct);
        var page = await fetching;
        List<Finding> findings = [.. Reach(address, page)];
        if (findings.All(finding => finding.Level != FindingLevel.Fail))
        {
            findings.AddRange(SnippetInspection.Inspect(page, subject));
            findings.Add(SnippetInspection.Origin(page, subject));
            findings.AddRange(PolicyInspection.Inspect(page, subject));
        }

        findings.AddRange(await inspecting);
        return findings;
    }

    /// <summary>Parses a typed address; null when it is not the address of a page.</summary>
    public static Uri? AddressOrNull(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > 2000)
            return null;
        // A fragment is never sent to the server.
        text = text.Split('#')[0];
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && PageFetcher.IsPage(address) ? address : null;
    }

    private static IEnumerable<Finding> Reach(Uri asked, FetchedPage page)
    {
        if (page.Fault != FetchFault.None)
        {
            yield return Finding.Fail(FindingCodes.Unreachable, page.Fault.ToString());
            yield break;
        }

        var status = page.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (page.Status is 401 or 403 or 429 or 503)
            yield return Finding.Fail(FindingCodes.Protected, status);
        else if (page.Status is < 200 or > 299)
            yield return Finding.Fail(FindingCodes.BadStatus, status);
        else if (page.MediaType is not ("text/html" or "application/xhtml+xml"))
            yield return Finding.Fail(FindingCodes.NotHtml, page.MediaType.Length is 0 or > 80 ? "?" : page.MediaType);
        else if (!string.Equals(asked.GetLeftPart(UriPartial.Authority), page.Address!.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
            yield return Finding.Warn(FindingCodes.ReachedElsewhere, page.Address.GetLeftPart(UriPartial.Authority));
        else
            yield return Finding.Ok(FindingCodes.Reached, page.Address.Host);
        if (page.Cut)
            yield return Finding.Warn(FindingCodes.PageCut);
    }
}

/// <summary>What the self-test looks for.</summary>
/// <param name="Installation">The installation's address, as in snippets.</param>
/// <param name="PublicUrl">The configured address; null when none is configured and <paramref name="Installation"/> comes from the request.</param>
public sealed record SelfTestSubject(InstallationAddress Installation, InstallationAddress? PublicUrl, string PublicKey, IReadOnlyList<string> AllowedOrigins)
{
    /// <summary>The address of the widget's script.</summary>
    public Uri Loader { get; } = new(Installation.Uri, "/widget.js");
}
