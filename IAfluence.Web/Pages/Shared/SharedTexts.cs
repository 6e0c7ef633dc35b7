namespace IAfluence.Web.Pages.Shared;

/// <summary>Names the resource files of shared texts; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class SharedTexts;
