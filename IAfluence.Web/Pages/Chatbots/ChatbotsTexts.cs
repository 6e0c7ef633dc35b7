namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Names the resource files of the Chatbots pages; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class ChatbotsTexts;
