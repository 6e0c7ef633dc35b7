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
