namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>Names the resource files of the installation page.</summary>
public sealed class InstallationTexts;
