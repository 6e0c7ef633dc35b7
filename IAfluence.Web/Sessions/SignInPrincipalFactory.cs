using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>The cookie says only who; what the user may do is read from the store at each request.</summary>
internal sealed class SignInPrincipalFactory : IUserClaimsPrincipalFactory<SignInUser>
{
    public Task<ClaimsPrincipal> CreateAsync(SignInUser user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Document.Id.Value)], IdentityConstants.ApplicationScheme)));
}
