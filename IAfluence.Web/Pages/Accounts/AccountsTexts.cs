namespace IAfluence.Web.Pages.Accounts;

/// <summary>Names the resource files of the Accounts pages; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class AccountsTexts;
