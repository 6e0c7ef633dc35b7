using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Gives the session's cookie the name and the Secure mark that the visitor's scheme allows: over https <c>__Host-</c>, which no
/// other host and no plain connection can set; over http, as on loopback, the plain name.
/// </summary>
internal sealed class SchemeCookies(PublicAddress address) : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, Mark(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), Mark(context, options));

    private string Name(HttpContext context, string key) => address.IsHttps(context.Request) ? "__Host-" + key : key;

    private CookieOptions Mark(HttpContext context, CookieOptions options)
    {
        options.Secure = address.IsHttps(context.Request);
        options.Path = "/";
        return options;
    }
}
