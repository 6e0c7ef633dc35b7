namespace IAfluence.Web.Pages.Shared;

/// <summary>Names the resource files of incidents and e-mails; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class AlertsTexts;
