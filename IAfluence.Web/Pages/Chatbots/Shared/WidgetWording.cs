using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.WidgetApi;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>What a drawing of the widget says beside what the chatbot's settings say: the widget's own texts, in the chatbot's first language.</summary>
public sealed class WidgetWording(IStringLocalizer<ChatbotsTexts> texts, LinkGenerator links)
{
    /// <param name="settings">The saved ones, for the language and the logo.</param>
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

    /// <summary>Where the admin shows the chatbot's logo from; null when there is none.</summary>
    public string? LogoPathOrNull(Chatbot chatbot, ChatbotSettings settings) => settings.Appearance.LogoId is { } id
        ? links.GetPathByPage("/Chatbots/Appearance/Index", "Logo", new { clientId = chatbot.ClientId, chatbotId = chatbot.Id, id })
        : null;

    /// <summary>What visitors read of the AI where the chatbot has no words of its own for it.</summary>
    public static string AiNoticeIn(string locale) => VisitorTexts.Text(locale, "ai_notice");
}
