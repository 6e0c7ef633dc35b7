using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Localization;

namespace IAfluence.Web.Texts;

/// <summary>The language chosen on this device with the language switch. It takes precedence over the user's and the browser's.</summary>
public sealed class ChosenLanguage : RequestCultureProvider
{
    public const string CookieName = "language";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) => Task.FromResult(
        httpContext.Request.Cookies[CookieName] is { } chosen && TextsServices.Languages.Contains(chosen)
            ? new ProviderCultureResult(chosen)
            : null);

    /// <summary>Stores the choice for a year; an unknown language is ignored.</summary>
    public static void Keep(HttpResponse response, string language)
    {
        if (!TextsServices.Languages.Contains(language))
            return;
        response.Cookies.Append(CookieName, language, new CookieOptions
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

/// <summary>The language of the signed-in user.</summary>
internal sealed class AccountLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) => Task.FromResult(
        httpContext.RequestServices.GetRequiredService<CurrentUser>().UserOrNull?.Locale is { } locale ? new ProviderCultureResult(locale) : null);
}
