namespace IAfluence.Web.Pages.Shared;

/// <summary>Names the resource files of the words of the frame around every page.</summary>
public sealed class ShellTexts;
