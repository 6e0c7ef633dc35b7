using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>The tabs of a chatbot, and the tab where each setting is edited.</summary>
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

    /// <summary>The tabs in display order.</summary>
    public static readonly IReadOnlyList<ChatbotTab> All =
        [_general, _appearance, _behaviour, _team, _knowledge, _installation, _security, _route, _versions];

    /// <param name="field">The name of a setting or of a part of it, as in <see cref="FieldError.Field"/>.</param>
    public static ChatbotTab Of(string field) => field.Split('.', '[')[0] switch
    {
        nameof(ChatbotSettings.Appearance) => _appearance,
        nameof(ChatbotSettings.Behaviour) or nameof(ChatbotSettings.Images) => _behaviour,
        nameof(ChatbotSettings.Synonyms) => _knowledge,
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
/// <param name="IsOfPlatform">Whether only platform users may open it.</param>
public sealed record ChatbotTab(string Name, string Icon, string Help, bool IsOfPlatform = false)
{
    /// <summary>The tab's first page.</summary>
    public string Page => $"/Chatbots/{Name}/Index";

    /// <summary>The text key of the tab's name.</summary>
    public string Text => $"Tab.{Name}";

    /// <param name="page">The name of any page, as in <see cref="ChatbotPage.PageName"/>.</param>
    public bool Holds(string page) => page.StartsWith($"/Chatbots/{Name}/", StringComparison.Ordinal);
}

/// <summary>A validation error of a setting that the form does not contain.</summary>
/// <param name="Text">The setting's label and the error.</param>
/// <param name="Tab">The tab with the setting; null when the user may not open it.</param>
public sealed record ErrorElsewhere(string Text, ChatbotTab? Tab, FieldError Error);
