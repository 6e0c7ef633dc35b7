namespace IAfluence.Web.Htmx;

/// <summary>The names of htmx request and response headers.</summary>
public static class HtmxHeaders
{
    public const string Request = "HX-Request";
    public const string Boosted = "HX-Boosted";
    public const string HistoryRestore = "HX-History-Restore-Request";
    public const string Location = "HX-Location";
    public const string Redirect = "HX-Redirect";
    public const string Trigger = "HX-Trigger";

    /// <summary>The status that makes htmx swap the content and stop polling.</summary>
    public const int StopPolling = 286;
}

/// <summary>Extension methods that recognize htmx requests.</summary>
public static class HtmxRequests
{
    /// <summary>Whether htmx made the request.</summary>
    public static bool IsHtmx(this HttpRequest request) => request.Headers.ContainsKey(HtmxHeaders.Request);

    /// <summary>Whether htmx expects a fragment. Boosted links and history restores expect whole pages.</summary>
    public static bool WantsFragment(this HttpRequest request) =>
        request.IsHtmx()
        && !request.Headers.ContainsKey(HtmxHeaders.Boosted)
        && !request.Headers.ContainsKey(HtmxHeaders.HistoryRestore);
}
