using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>Validates new passwords with <see cref="PasswordRules"/>. The error code is the name of the fault.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<SignInUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<SignInUser> manager, SignInUser user, string? password) => Task.FromResult(
        PasswordRules.FindFaultOrNull(password ?? "", user.Document.Email) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = fault.ToString() })
            : IdentityResult.Success);
}
