namespace IAfluence.Web.Shell;

/// <summary>The colour theme: light, dark, or that of the device. It is in a cookie, so that the page is rendered with it.</summary>
public static class Theme
{
    public const string CookieName = "theme";
    public const string Auto = "auto";

    public static readonly IReadOnlyList<string> All = [Auto, "light", "dark"];

    /// <returns>A value of <see cref="All"/>, for the html element's attribute.</returns>
    public static string Of(HttpRequest request) =>
        request.Cookies[CookieName] is { } chosen && All.Contains(chosen) ? chosen : Auto;

    /// <summary>Stores the choice for a year; an unknown theme is ignored.</summary>
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
