using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>Creates a principal with only the user's id. Rights are read from the store at each request.</summary>
internal sealed class SignInPrincipalFactory : IUserClaimsPrincipalFactory<SignInUser>
{
    public Task<ClaimsPrincipal> CreateAsync(SignInUser user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Document.Id.Value)], IdentityConstants.ApplicationScheme)));
}
