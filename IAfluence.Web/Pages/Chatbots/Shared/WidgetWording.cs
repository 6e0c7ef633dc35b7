using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.WidgetApi;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>The widget's own texts in a preview, in the chatbot's first language.</summary>
public sealed class WidgetWording(IStringLocalizer<ChatbotsTexts> texts, LinkGenerator links)
{
    /// <param name="settings">The saved settings, for the language and the logo.</param>
    public WidgetWords Of(Client client, Chatbot chatbot, ChatbotSettings settings)
    {
        var own = VisitorLanguages.WidgetTexts(settings.FirstLanguage, settings);
        return new WidgetWords(
            texts["Appearance.DrawingLabel"],
            Text("placeholder"),
            AiNoticeIn(settings.FirstLanguage),
            Text("agree"),
            client.WithoutBrand ? null : Text("brand"),
            LogoPathOrNull(chatbot, settings));

        string Text(string name) => own.TryGetProperty(name, out var text) ? text.GetString()! : "";
    }

    /// <summary>The path of the chatbot's logo in the admin; null when there is none.</summary>
    public string? LogoPathOrNull(Chatbot chatbot, ChatbotSettings settings) => settings.Appearance.LogoId is { } id
        ? links.GetPathByPage("/Chatbots/Appearance/Index", "Logo", new { clientId = chatbot.ClientId, chatbotId = chatbot.Id, id })
        : null;

    /// <summary>The AI notice of a chatbot without a text of its own.</summary>
    public static string AiNoticeIn(string locale) => VisitorTexts.Text(locale, "ai_notice");
}
