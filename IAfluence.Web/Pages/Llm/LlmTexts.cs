namespace IAfluence.Web.Pages.Llm;

/// <summary>Names the resource files of the pages for providers, models and routes; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class LlmTexts;
