using IAfluence.Core.Accounts;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Accounts;

/// <summary>Describes why a password is refused.</summary>
internal static class PasswordTexts
{
    public static string Of(this IStringLocalizer<AccountsTexts> texts, PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => texts["Password.TooShort", PasswordRules.MinLength],
        PasswordFault.TooLong => texts["Password.TooLong", PasswordRules.MaxLength],
        PasswordFault.Common => texts["Password.Common"],
        PasswordFault.TooRegular => texts["Password.TooRegular"],
        PasswordFault.Personal => texts["Password.Personal"],
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
