namespace IAfluence.Web.Pages.Clients;

/// <summary>Names the resource files of the Clients pages; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class ClientsTexts;
