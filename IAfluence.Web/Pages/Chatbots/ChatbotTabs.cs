using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>The tabs of a chatbot, and which of them a setting is edited on.</summary>
public static class ChatbotTabs
{
    private static readonly ChatbotTab _general = new("General", "settings", "chatbots");
    private static readonly ChatbotTab _appearance = new("Appearance", "palette", "appearance");
    private static readonly ChatbotTab _behaviour = new("Behaviour", "adjustments", "behaviour");
    private static readonly ChatbotTab _team = new("Team", "users", "team-and-contact");
    private static readonly ChatbotTab _knowledge = new("Knowledge", "book", "knowledge-texts");
    private static readonly ChatbotTab _installation = new("Installation", "widget", "embedding");
    private static readonly ChatbotTab _security = new("Security", "shield", "limits");
    private static readonly ChatbotTab _route = new("Route", "route", "models-and-routes", IsOfPlatform: true);
    private static readonly ChatbotTab _versions = new("Versions", "history", "chatbot-versions");

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<ChatbotTab> All =
        [_general, _appearance, _behaviour, _team, _knowledge, _installation, _security, _route, _versions];

    /// <param name="field">The name of a setting, or of a part of one, as in <see cref="FieldError.Field"/>.</param>
    public static ChatbotTab Of(string field) => field.Split('.', '[')[0] switch
    {
        nameof(ChatbotSettings.Appearance) => _appearance,
        nameof(ChatbotSettings.Behaviour) or nameof(ChatbotSettings.Images) => _behaviour,
        nameof(ChatbotSettings.Contact) or nameof(ChatbotSettings.Handover) or nameof(ChatbotSettings.Hours) => _team,
        nameof(ChatbotSettings.Limits) => _security,
        nameof(ChatbotSettings.AllowedOrigins) => _installation,
        nameof(ChatbotSettings.Route) => _route,
        _ => _general,
    };
}

/// <summary>One tab of a chatbot.</summary>
/// <param name="Name">The name of the folder with the tab's pages.</param>
/// <param name="Help">The help topic that explains it.</param>
/// <param name="IsOfPlatform">Whether only those who run the installation may open it.</param>
public sealed record ChatbotTab(string Name, string Icon, string Help, bool IsOfPlatform = false)
{
    /// <summary>The tab's first page.</summary>
    public string Page => $"/Chatbots/{Name}/Index";

    /// <summary>The key of the text that names the tab.</summary>
    public string Text => $"Tab.{Name}";

    /// <param name="page">The name of any page, as in <see cref="ChatbotPage.PageName"/>.</param>
    public bool Holds(string page) => page.StartsWith($"/Chatbots/{Name}/", StringComparison.Ordinal);
}

/// <summary>What keeps a form from being saved although its field is not among the form's.</summary>
/// <param name="Text">The setting, and what is wrong with it.</param>
/// <param name="Tab">Where it is put right; null when the reader may not open that tab.</param>
/// <param name="Error">As Core gave it.</param>
public sealed record ErrorElsewhere(string Text, ChatbotTab? Tab, FieldError Error);
