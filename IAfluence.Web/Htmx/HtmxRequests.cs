namespace IAfluence.Web.Htmx;

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
