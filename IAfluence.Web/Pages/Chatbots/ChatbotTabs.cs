using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Maps settings to the tabs where they are edited.</summary>
public static class ChatbotTabs
{
    public const string Route = "route";

    /// <summary>The section of the tab, as in its address; empty for the first tab.</summary>
    /// <param name="field">The name of a setting or of a part of it, as in <see cref="FieldError.Field"/>.</param>
    public static string SectionOf(string field) => field.Split('.', '[')[0] switch
    {
        nameof(ChatbotSettings.Appearance) => "appearance",
        nameof(ChatbotSettings.Behaviour) or nameof(ChatbotSettings.Images) => "behaviour",
        nameof(ChatbotSettings.Contact) or nameof(ChatbotSettings.Handover) or nameof(ChatbotSettings.Hours) => "team",
        nameof(ChatbotSettings.Limits) => "security",
        nameof(ChatbotSettings.AllowedOrigins) => "sites",
        nameof(ChatbotSettings.Route) => Route,
        _ => "",
    };

    /// <summary>The text key of the tab's name.</summary>
    public static string TextOf(string section) => section.Length == 0 ? "Tab.General" : $"Tab.{char.ToUpperInvariant(section[0])}{section[1..]}";
}

/// <summary>A validation error of a setting that the form does not contain.</summary>
/// <param name="Text">The setting's label and the error.</param>
/// <param name="Section">The section of the tab with the setting; null when the user may not open it.</param>
public sealed record ErrorElsewhere(string Text, string? Section, FieldError Error);
