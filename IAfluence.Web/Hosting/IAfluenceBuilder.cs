using IAfluence.Core;
using IAfluence.Web.Keys;
using IAfluence.Web.Pages;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace IAfluence.Web.Hosting;

/// <summary>The whole application in two steps: what it is made of, and how a request passes through it.</summary>
public static class IAfluenceBuilder
{
    private const string ReadyTag = "ready";

    public static void AddIAfluence(this WebApplicationBuilder builder)
    {
        // Also outside Development, so that a built tree serves its compressed assets without being published.
        builder.WebHost.UseStaticWebAssets();
        // And as they were compressed when it was built: a built tree's default is to wrap every file anew, without making it smaller.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostingOptions();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddIAfluenceCore();
        builder.Services.AddWidgetApi();

        builder.Services.AddKeys();
        builder.Services.AddSessions();
        builder.Services.AddExceptionHandler<ApiFailures>();
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [ReadyTag]);

        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
        builder.Services.AddRazorPages().AddTexts();
        builder.Services.AddPages();
        builder.Services.AddFlashCookie();
        builder.Services.AddHostedService<StartGarbage>();
    }

    public static void UseIAfluence(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<WidgetCors>();
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500" });
        app.UseWhen(context => Problems.SpeaksTo(context.Request.Path), apis => apis.UseStatusCodePages(Problems.DescribeAsync));
        app.UseWhen(
            context => !Problems.SpeaksTo(context.Request.Path),
            pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseMiddleware<HttpsRedirect>();
        app.UseMiddleware<WidgetFiles>();
        app.UseMiddleware<VersionedFiles>();
        app.UseCookiePolicy();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseAuthorization();

        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) });
        // A page that forgets to say who may open it is open to nobody but who is signed in.
        app.MapRazorPages().RequireAuthorization();
        app.MapMovedPages();
        app.MapWidgetApi();
    }
}
