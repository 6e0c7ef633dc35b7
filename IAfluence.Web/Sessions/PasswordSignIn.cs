using IAfluence.Core.Accounts;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Checks an e-mail address and a password. A refusal never says which of the two was wrong, nor that the user is locked out, and
/// takes as long whether the user exists or not: one hash is computed in every case.
/// </summary>
public sealed class PasswordSignIn(
    UserManager<SignInUser> users, SignInManager<SignInUser> signIn, IPasswordHasher<SignInUser> hasher, SignInAttempts attempts)
{
    /// <summary>Passwords that may be tried from one network in a minute.</summary>
    public const int PerMinute = 30;

    private static string? _nobodysHash;

    public static CallLimit Limit(HttpContext context) => CallLimit.OfNetwork("sign-in", context, PerMinute);

    /// <summary>Begins a session if the password is the user's and the user is not locked out.</summary>
    public async Task<bool> TrySignInAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email);
        if (!await IsRightAsync(user, password))
            return false;
        await signIn.SignInAsync(user!, isPersistent: false);
        return true;
    }

    /// <summary>Whether this is the user's password; a wrong one counts towards the lock-out.</summary>
    public async Task<bool> IsRightAsync(SignInUser? user, string password)
    {
        // The hash takes a tenth of a second and the counting a flush to disk: side by side, so that time does not tell them apart.
        var taking = user is null ? Task.FromResult(false) : attempts.TakeAsync(user.Document.Id);
        var hash = user?.Document.PasswordHash ?? (_nobodysHash ??= hasher.HashPassword(null!, Guid.NewGuid().ToString()));
        var verified = hasher.VerifyHashedPassword(user!, hash, password);
        if (!await taking || user?.Document.PasswordHash is null || verified == PasswordVerificationResult.Failed)
            return false;
        await attempts.SucceedAsync(user.Document.Id);
        return true;
    }
}
