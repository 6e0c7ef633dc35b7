namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Names the resource files of this page's words.</summary>
public sealed class HealthTexts;
