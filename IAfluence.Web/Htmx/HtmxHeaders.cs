namespace IAfluence.Web.Htmx;

/// <summary>The headers htmx and we speak through.</summary>
public static class HtmxHeaders
{
    public const string Request = "HX-Request";
    public const string Boosted = "HX-Boosted";
    public const string HistoryRestore = "HX-History-Restore-Request";
    public const string Location = "HX-Location";
    public const string Redirect = "HX-Redirect";
    public const string Trigger = "HX-Trigger";

    /// <summary>The status that tells htmx to swap and to stop polling.</summary>
    public const int StopPolling = 286;
}
