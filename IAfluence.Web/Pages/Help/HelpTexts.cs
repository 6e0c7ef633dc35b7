namespace IAfluence.Web.Pages.Help;

/// <summary>Names the resource files of the Help pages.</summary>
public sealed class HelpTexts;
