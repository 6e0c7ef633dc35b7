using System.Security.Claims;
using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>The mutable user object for ASP.NET Core Identity; the stored document is immutable.</summary>
public sealed class SignInUser(User document)
{
    public User Document { get; internal set; } = document;
}

/// <summary>Validates new passwords with <see cref="PasswordRules"/>. The error code is the name of the fault.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<SignInUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<SignInUser> manager, SignInUser user, string? password) => Task.FromResult(
        PasswordRules.FindFaultOrNull(password ?? "", user.Document.Email) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = fault.ToString() })
            : IdentityResult.Success);
}

/// <summary>Creates a principal with only the user's id. Rights are read from the store at each request.</summary>
internal sealed class SignInPrincipalFactory : IUserClaimsPrincipalFactory<SignInUser>
{
    public Task<ClaimsPrincipal> CreateAsync(SignInUser user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Document.Id.Value)], IdentityConstants.ApplicationScheme)));
}
