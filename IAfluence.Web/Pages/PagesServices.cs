using IAfluence.Core.Notifications;
using IAfluence.Web.Pages.Chatbots;
using IAfluence.Web.Pages.Chatbots.Installation;
using IAfluence.Web.Pages.Chatbots.Shared;
using IAfluence.Web.Pages.Chatbots.Versions;
using IAfluence.Web.Pages.Clients;
using IAfluence.Web.Pages.Conversations;
using IAfluence.Web.Pages.Dashboard;
using IAfluence.Web.Pages.Llm;
using IAfluence.Web.Pages.Llm.Health;
using IAfluence.Web.Pages.Llm.Models;
using IAfluence.Web.Pages.Llm.Routes;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Mvc.Razor;

namespace IAfluence.Web.Pages;

/// <summary>Registers the services of the pages.</summary>
internal static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        // A room's Shared folder, like that of all pages, holds the partials of the pages beside and below it.
        .Configure<RazorViewEngineOptions>(razor => razor.PageViewLocationFormats.Insert(1, "/Pages/{1}/Shared/{0}.cshtml"))
        .AddSingleton<IAdminPages, AdminPages>()
        .AddScoped<Times>()
        .AddSingleton<ClientForms>()
        .AddScoped<ChatbotEditor>()
        .AddScoped<ChatbotNotices>()
        .AddScoped<SettingWords>()
        .AddScoped<WidgetWording>()
        .AddSingleton<PageTests>()
        .AddSingleton<ChatbotSites>()
        .AddSingleton<LlmAuthors>()
        .AddSingleton<OverrideBanners>()
        .AddSingleton<ModelReports>()
        .AddSingleton<ThreadViews>()
        .AddSingleton<ConversationRows>()
        .AddSingleton<DashboardFigures>()
        .AddSingleton<HealthNames>()
        .AddSingleton<ModelStandings>()
        .AddSingleton<HealthStates>()
        .AddSingleton<HealthSpend>();
}
