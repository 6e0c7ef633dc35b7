using IAfluence.Core;
using IAfluence.Web.Texts;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Web.Hosting;

/// <summary>The whole application in two steps: what it is made of, and how a request passes through it.</summary>
public static class IAfluenceBuilder
{
    public static void AddIAfluence(this WebApplicationBuilder builder)
    {
        // Also outside Development, so that a built tree serves its compressed assets without being published.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostingOptions();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddIAfluenceCore();
        builder.Services.AddWidgetApi();

        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
        builder.Services.AddRazorPages().AddTexts();
    }

    public static void UseIAfluence(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRouting();
        app.UseRequestLocalization();

        app.MapStaticAssets();
        app.MapRazorPages();
        app.MapWidgetApi();
    }
}
