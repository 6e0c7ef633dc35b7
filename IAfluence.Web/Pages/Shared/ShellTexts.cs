namespace IAfluence.Web.Pages.Shared;

/// <summary>Names the resource files of the layout's texts.</summary>
public sealed class ShellTexts;
