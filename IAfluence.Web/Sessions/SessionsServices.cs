using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Sessions;

/// <summary>Registers sign-in: ASP.NET Core Identity with a document store, the cookie, and the policies.</summary>
internal static class SessionsServices
{
    /// <summary>The idle timeout of a session.</summary>
    public static readonly TimeSpan IdleEnd = TimeSpan.FromHours(2);

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<SignInUser>()
            .AddUserStore<UserStore>()
            .AddPasswordValidator<PasswordRulesValidator>()
            .AddClaimsPrincipalFactory<SignInPrincipalFactory>()
            .AddSignInManager();
        services.Configure<IdentityOptions>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            // PasswordRules replaces the built-in rules.
            identity.Password.RequiredLength = 1;
            identity.Password.RequiredUniqueChars = 1;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        });
        // PBKDF2-HMAC-SHA512 with the iteration count recommended by OWASP's Password Storage Cheat Sheet.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "iafluence";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = IdleEnd;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/login";
            cookie.EventsType = typeof(SessionEvents);
        });
        services.AddSingleton<SchemeCookieManager>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<SchemeCookieManager>((cookie, byScheme) => cookie.CookieManager = byScheme);
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SiteOptions>>((antiforgery, site) =>
        {
            antiforgery.SuppressXFrameOptionsHeader = true;
            antiforgery.Cookie.Name = site.Value.IsPublicHttps ? "__Host-iafluence-form" : "iafluence-form";
            // Not Always, which throws behind a proxy that terminates https. The cookie policy sets Secure anyway.
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.Cookie.Path = "/";
        });
        services.AddOptions<CookiePolicyOptions>().Configure<PublicAddress>((policy, address) =>
            policy.OnAppendCookie = appending => appending.CookieOptions.Secure |= address.IsHttps(appending.Context.Request));

        services.AddScoped<SessionEvents>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<CurrentClient>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<OwnerCreation>();
        services.AddSingleton(new OperatorConsole(Console.Out));
        services.AddHostedService<SetupLink>();

        services.AddAuthorizationBuilder().AddPolicies();
        services.AddSingleton<IAuthorizationHandler, PlatformHandler>();
        services.AddSingleton<IAuthorizationHandler, ClientHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotVisibleResultHandler>();
        return services;
    }
}
