namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Names the resource files of a chatbot's behaviour, team and security pages; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class BehaviourTexts;
