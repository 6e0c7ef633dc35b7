namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Names the resource files of a chatbot's pages on behaviour, team and security; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class BehaviourTexts;
