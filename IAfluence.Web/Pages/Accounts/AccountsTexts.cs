namespace IAfluence.Web.Pages.Accounts;

/// <summary>Names the resource files of the accounts' pages; see <see cref="Texts.TextsServices"/>.</summary>
public sealed class AccountsTexts;
