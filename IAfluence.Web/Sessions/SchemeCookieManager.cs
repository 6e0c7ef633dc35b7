using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Chooses the name and the Secure attribute of the session cookie by the visitor's scheme: over https the prefix <c>__Host-</c>, which other
/// hosts and plain connections cannot set; over http, for example on loopback, the name without it.
/// </summary>
internal sealed class SchemeCookieManager(PublicAddress address) : ICookieManager
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
