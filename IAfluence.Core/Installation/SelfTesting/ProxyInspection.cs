namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>Checks that visitors reach the installation over https and that answers stream without buffering.</summary>
public sealed class ProxyInspection(PageFetcher fetcher)
{
    /// <summary>Sends <see cref="ProbeEvents"/> events at intervals of <see cref="ProbePause"/>.</summary>
    public const string ProbePath = "/widget/v1/probe";

    public const int ProbeEvents = 5;

    public static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);

    /// <summary>The minimum time between the first and the last piece. The events take 400 ms; a buffering proxy delivers them much faster.</summary>
    private static readonly TimeSpan _spread = TimeSpan.FromMilliseconds(200);

    public async Task<IReadOnlyList<Finding>> InspectAsync(Uri? page, SelfTestSubject subject, CancellationToken ct)
    {
        var findings = new List<Finding> { Transport(page, subject) };
        if (subject.PublicUrl is not { } known)
            return [.. findings, Finding.Warn(FindingCodes.PublicUrlUnset)];
        var loader = await fetcher.GetAsync(new Uri(known.Uri, "/widget.js"), known.Uri, "*/*", ct);
        findings.Add(LoaderFinding(loader, known));
        if (findings[^1].Level == FindingLevel.Ok)
            findings.Add(StreamFinding(await fetcher.GetAsync(new Uri(known.Uri, ProbePath), known.Uri, "text/event-stream", ct)));
        return findings;
    }

    private static Finding Transport(Uri? page, SelfTestSubject subject)
    {
        if (subject.Installation.IsHttps)
            return Finding.Ok(FindingCodes.Https);
        return page?.Scheme == Uri.UriSchemeHttps && !page.IsLoopback
            ? Finding.Fail(FindingCodes.MixedContent, subject.Installation.Text)
            : Finding.Warn(FindingCodes.NotHttps, subject.Installation.Text);
    }

    private static Finding LoaderFinding(FetchedPage loader, InstallationAddress known)
    {
        if (loader.Fault != FetchFault.None)
            return Finding.Fail(FindingCodes.LoaderUnreachable, known.Text);
        var isOurs = loader.Status == 200 && loader.MediaType is "text/javascript" or "application/javascript" && loader.Body.Contains("/widget/panel", StringComparison.Ordinal);
        return isOurs ? Finding.Ok(FindingCodes.LoaderServed) : Finding.Fail(FindingCodes.LoaderWrong, known.Text);
    }

    private static Finding StreamFinding(FetchedPage probe)
    {
        if (probe.Fault != FetchFault.None || probe.Status != 200 || probe.MediaType != "text/event-stream")
            return Finding.Fail(FindingCodes.StreamBroken);
        return probe.Arrivals.Count > 1 && probe.Arrivals[^1] - probe.Arrivals[0] >= _spread
            ? Finding.Ok(FindingCodes.Streams)
            : Finding.Fail(FindingCodes.StreamBuffered);
    }
}
