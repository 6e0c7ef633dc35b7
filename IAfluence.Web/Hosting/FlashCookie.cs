using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Web.Hosting;

/// <summary>
/// Stores messages for the next page in a cookie. Unlike the framework's provider, it sends no cookie header when there was no message to
/// delete.
/// </summary>
internal sealed class FlashCookie(CookieTempDataProvider cookie) : ITempDataProvider
{
    public const string Name = "iafluence-flash";

    public IDictionary<string, object> LoadTempData(HttpContext context) => cookie.LoadTempData(context);

    public void SaveTempData(HttpContext context, IDictionary<string, object> values)
    {
        if (values.Count > 0 || context.Request.Cookies.ContainsKey(Name))
            cookie.SaveTempData(context, values);
    }
}

internal static class FlashCookieServices
{
    public static IServiceCollection AddFlashCookie(this IServiceCollection services)
    {
        services.Configure<CookieTempDataProviderOptions>(flash => flash.Cookie.Name = FlashCookie.Name);
        services.AddSingleton<CookieTempDataProvider>();
        return services.Replace(ServiceDescriptor.Singleton<ITempDataProvider, FlashCookie>());
    }
}
