using System.Collections;
using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Formats a chatbot's settings for comparing versions and drafts.</summary>
public sealed class SettingWords(ProviderCatalog catalog, IStringLocalizer<ChatbotsTexts> texts)
{
    private const string Nothing = "—";

    /// <summary>Formats one setting of two settings so that they can be compared.</summary>
    public (string One, string Other) Of(ChatbotField setting, ChatbotSettings one, ChatbotSettings other)
    {
        var (left, right) = ChatbotTexts.SideBySide(one, other);
        return (Of(setting, left), Of(setting, right));
    }

    public string Of(ChatbotField setting, ChatbotSettings settings) => (setting.Name, setting.Get(settings)) switch
    {
        // Shows the effective value when none was chosen.
        (nameof(ChatbotSettings.Languages), _) => string.Join(", ", settings.Spoken.Select(language => texts[$"Locale.{language}"].Value)),
        (nameof(ChatbotSettings.FormOfAddress), var form) => texts[$"FormOfAddress.{form ?? FormsOfAddress.Vous}"],
        ("Limits.MessagesPerConversation", null) => Of(ChatbotLimits.DefaultMessagesPerConversation),
        (_, null or "") => Nothing,
        (nameof(ChatbotSettings.Locale), string locale) => texts[$"Locale.{locale}"],
        ("Appearance.Side" or "Appearance.Theme" or "Appearance.Launcher" or "Appearance.LauncherSize" or "Appearance.PanelSize" or "Appearance.Font", string chosen) =>
            texts[$"{setting.Name.Split('.')[1]}.{chosen}"],
        ("Appearance.LogoId", string logo) => texts["Setting.Logo", logo.Length > 8 ? logo[..8] : logo],
        (_, bool given) => texts[given ? "Setting.Yes" : "Setting.No"],
        (_, PagePatterns pages) => SettingTexts.Of(pages),
        (_, ChatbotInvitation invitation) => SettingTexts.Of(invitation, texts),
        (_, ChatbotConsent consent) => SettingTexts.Of(consent, texts),
        (_, LocalText text) => SettingTexts.Of(text, texts),
        (_, LocalTexts list) => SettingTexts.Of(list, texts),
        (_, ChatbotContactForm form) => SettingTexts.Of(form, texts),
        (_, ChatbotHours hours) => SettingTexts.Of(hours),
        var (_, value) => Of(value),
    };

    private string Of(object value) => value switch
    {
        string text => text,
        IEnumerable<ModelId> route => string.Join(" → ", route.Select(model => catalog.FindModelOrNull(model)?.Model.Name ?? model.Value)),
        IEnumerable<string> lines => lines.Any() ? string.Join('\n', lines) : Nothing,
        IEnumerable other => string.Join('\n', other.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? Nothing,
    };
}
