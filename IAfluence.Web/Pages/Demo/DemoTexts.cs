namespace IAfluence.Web.Pages.Demo;

/// <summary>Names the resource files of this room's words.</summary>
public sealed class DemoTexts;
