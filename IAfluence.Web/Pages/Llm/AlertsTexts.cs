namespace IAfluence.Web.Pages.Llm;

/// <summary>Names the resource files of incidents and e-mails; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class AlertsTexts;
