using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.WidgetApi;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Provides the widget's own texts for its preview, in the chatbot's first language.</summary>
public sealed class WidgetWording(IStringLocalizer<ChatbotsTexts> texts)
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
            settings.Appearance.LogoId is { } logo ? ChatbotPaths.To(client.Id, chatbot.Id, "appearance") + "?handler=Logo&id=" + logo : null);

        string Text(string name) => own.TryGetProperty(name, out var text) ? text.GetString()! : "";
    }

    /// <summary>The product's AI notice, used when the chatbot has none of its own.</summary>
    public static string AiNoticeIn(string locale) => VisitorTexts.Text(locale, "ai_notice");
}
