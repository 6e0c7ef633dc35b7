namespace IAfluence.Web.Pages.Help;

/// <summary>Names the resource files of this room's words.</summary>
public sealed class HelpTexts;
