using System.Security.Claims;
using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Connects the authentication cookie to its session document: created at sign-in, read (two reads by key) at every request, deleted at
/// sign-out. The cookie's sliding expiration is the idle timeout; the document contains the absolute one.
/// </summary>
internal sealed class SessionEvents(UserSessions sessions, CurrentUser current) : CookieAuthenticationEvents
{
    private const string SessionClaim = "sid";

    // Renewing the cookie at most every ten minutes avoids a header on every response; the idle timeout is exact to that interval.
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(10);

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var live = await sessions.BeginAsync(
            UserId.From(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!), context.HttpContext.RequestAborted);
        context.Principal = PrincipalOf(live);
        current.Set(live);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(SessionClaim);
        var live = id is null ? null : await sessions.FindOrNullAsync(SessionId.From(id), context.HttpContext.RequestAborted);
        current.Set(live);
        if (live is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
        else
        {
            context.ReplacePrincipal(PrincipalOf(live));
            context.ShouldRenew = live.Replaced;
        }
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime >= RenewEvery;
        return Task.CompletedTask;
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.User.FindFirstValue(SessionClaim) is { } id)
            await sessions.EndAsync(SessionId.From(id));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // The address of a fragment is not a page to return to, so the page that requested it is used.
            var page = Uri.TryCreate(request.Headers["HX-Current-URL"], UriKind.Absolute, out var shown) ? shown.PathAndQuery : "/admin";
            context.Response.Headers["HX-Redirect"] = $"{context.Options.LoginPath}?returnUrl={Uri.EscapeDataString(page)}";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            // The address of a POST may not be a page, but its GET is the best choice available.
            var page = request.PathBase + request.Path + request.QueryString;
            context.Response.Redirect($"{context.Options.LoginPath}?returnUrl={Uri.EscapeDataString(page)}");
        }
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal PrincipalOf(LiveSession live) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, live.User.Id.Value),
            new Claim(ClaimTypes.Name, live.User.Name ?? live.User.Email),
            new Claim(SessionClaim, live.Session.Id.Value),
        ],
        IdentityConstants.ApplicationScheme));
}
