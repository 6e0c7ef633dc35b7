namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Names the resource files of the installation page.</summary>
public sealed class InstallationTexts;
