namespace IAfluence.Web.Pages.Shared;

/// <summary>Names the resource files of the words that several rooms use; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class SharedTexts;
