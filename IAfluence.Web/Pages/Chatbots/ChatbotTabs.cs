using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Which of a chatbot's tabs a setting is edited on.</summary>
public static class ChatbotTabs
{
    public const string Route = "route";

    /// <summary>The tab's section, as in the address of its page; empty for the first tab.</summary>
    /// <param name="field">The name of a setting, or of a part of one, as in <see cref="FieldError.Field"/>.</param>
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

    /// <summary>The key of the text that names the section's tab.</summary>
    public static string TextOf(string section) => section.Length == 0 ? "Tab.General" : $"Tab.{char.ToUpperInvariant(section[0])}{section[1..]}";
}

/// <summary>What keeps a form from being saved although its field is not among the form's.</summary>
/// <param name="Text">The setting, and what is wrong with it.</param>
/// <param name="Section">The section of the tab where it is put right; null when the reader may not open that tab.</param>
/// <param name="Error">As Core gave it.</param>
public sealed record ErrorElsewhere(string Text, string? Section, FieldError Error);
