namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>The words of the page that puts a chatbot on a site.</summary>
public sealed class InstallationTexts;
