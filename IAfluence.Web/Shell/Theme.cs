namespace IAfluence.Web.Shell;

/// <summary>Light, dark, or as the device; kept in a cookie so that the first byte of a page already has it.</summary>
public static class Theme
{
    public const string CookieName = "theme";
    public const string Auto = "auto";

    public static readonly IReadOnlyList<string> All = [Auto, "light", "dark"];

    /// <returns>One of <see cref="All"/>, as it stands on the html element.</returns>
    public static string Of(HttpRequest request) =>
        request.Cookies[CookieName] is { } chosen && All.Contains(chosen) ? chosen : Auto;

    /// <summary>Keeps the choice for a year; an unknown theme changes nothing.</summary>
    public static void Keep(HttpResponse response, string theme)
    {
        if (!All.Contains(theme))
            return;
        response.Cookies.Append(CookieName, theme, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = response.HttpContext.Request.IsHttps,
            IsEssential = true,
            Path = "/",
        });
    }
}
