namespace IAfluence.Web.Htmx;

/// <summary>What a request says of htmx.</summary>
public static class HtmxRequests
{
    /// <summary>htmx made this request, for whatever purpose.</summary>
    public static bool IsHtmx(this HttpRequest request) => request.Headers.ContainsKey(HtmxHeaders.Request);

    /// <summary>htmx wants one region: neither a boosted link nor a page of its history, which are whole pages.</summary>
    public static bool WantsFragment(this HttpRequest request) =>
        request.IsHtmx()
        && !request.Headers.ContainsKey(HtmxHeaders.Boosted)
        && !request.Headers.ContainsKey(HtmxHeaders.HistoryRestore);
}
