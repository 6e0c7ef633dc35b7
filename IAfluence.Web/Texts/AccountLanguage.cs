using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Localization;

namespace IAfluence.Web.Texts;

/// <summary>The language of the signed-in user.</summary>
internal sealed class AccountLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) => Task.FromResult(
        httpContext.RequestServices.GetRequiredService<CurrentUser>().UserOrNull?.Locale is { } locale ? new ProviderCultureResult(locale) : null);
}
