using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>Holds new passwords to <see cref="PasswordRules"/>; the error's code is the fault's name.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<SignInUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<SignInUser> manager, SignInUser user, string? password) => Task.FromResult(
        PasswordRules.FindFaultOrNull(password ?? "", user.Document.Email) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = fault.ToString() })
            : IdentityResult.Success);
}
