using IAfluence.Core;
using IAfluence.Web.Keys;
using IAfluence.Web.Pages;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace IAfluence.Web.Hosting;

/// <summary>The composition of the application: its services and its request pipeline.</summary>
public static class IAfluenceBuilder
{
    private const string ReadyTag = "ready";

    public static void AddIAfluence(this WebApplicationBuilder builder)
    {
        // Also outside Development, so that a build output serves its compressed assets without publishing.
        builder.WebHost.UseStaticWebAssets();
        // Serves the files compressed at build time; by default a build output would compress each file again.
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
        builder.Services.AddHostedService<StartupMemoryRelease>();
    }

    public static void UseIAfluence(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<WidgetCors>();
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500" });
        app.UseWhen(context => Problems.IsApi(context.Request.Path), apis => apis.UseStatusCodePages(Problems.DescribeAsync));
        app.UseWhen(
            context => !Problems.IsApi(context.Request.Path),
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
        // Pages without an authorization attribute require a signed-in user.
        app.MapRazorPages().RequireAuthorization();
        app.MapMovedPages();
        app.MapWidgetApi();
    }
}
