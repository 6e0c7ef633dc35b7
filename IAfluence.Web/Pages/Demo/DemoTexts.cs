namespace IAfluence.Web.Pages.Demo;

/// <summary>Names the resource files of the Demo page.</summary>
public sealed class DemoTexts;
