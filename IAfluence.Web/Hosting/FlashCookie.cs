using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Web.Hosting;

/// <summary>
/// The messages that the next page shows once, in a cookie. The framework's own provider deletes its cookie on every answer that
/// looked for a message, also where there was none; this one says nothing then.
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
