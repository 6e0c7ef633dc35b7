using IAfluence.Core.Notifications;
using IAfluence.Web.Pages.Chatbots;
using IAfluence.Web.Pages.Clients;
using IAfluence.Web.Pages.Conversations;
using IAfluence.Web.Pages.Dashboard;
using IAfluence.Web.Pages.Llm;
using IAfluence.Web.Pages.Llm.Health;
using IAfluence.Web.Pages.Llm.Models;
using IAfluence.Web.Pages.Llm.Routes;
using IAfluence.Web.Shell;

namespace IAfluence.Web.Pages;

/// <summary>Registers the services of the pages.</summary>
internal static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<IAdminPages, AdminPages>()
        .AddScoped<Times>()
        .AddSingleton<ClientForms>()
        .AddScoped<ChatbotEditor>()
        .AddScoped<ChatbotNotices>()
        .AddScoped<SettingWords>()
        .AddScoped<WidgetWording>()
        .AddSingleton<PageTests>()
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
