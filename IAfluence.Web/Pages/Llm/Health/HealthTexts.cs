namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Names the resource files of the health page.</summary>
public sealed class HealthTexts;
