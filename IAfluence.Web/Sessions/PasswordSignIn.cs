using IAfluence.Core.Accounts;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Checks an e-mail address and a password. A refusal does not reveal which of the two is wrong or whether the user is locked out. It takes
/// equally long whether or not the user exists, because one hash is computed in every case.
/// </summary>
public sealed class PasswordSignIn(
    UserManager<SignInUser> users, SignInManager<SignInUser> signIn, IPasswordHasher<SignInUser> hasher, SignInAttempts attempts)
{
    /// <summary>Passwords that can be tried per minute from one network.</summary>
    public const int PerMinute = 30;

    private static string? _dummyHash;

    public static CallLimit Limit(HttpContext context) => CallLimit.OfNetwork("sign-in", context, PerMinute);

    /// <summary>Creates a session if the password is correct and the user is not locked out.</summary>
    public async Task<bool> TrySignInAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email);
        if (!await IsRightAsync(user, password))
            return false;
        await signIn.SignInAsync(user!, isPersistent: false);
        return true;
    }

    /// <summary>Whether the password is correct. A wrong password counts towards the lockout.</summary>
    public async Task<bool> IsRightAsync(SignInUser? user, string password)
    {
        // Hashing takes about 100 ms and counting a disk flush. They run concurrently, so that timing does not reveal whether the user exists.
        var taking = user is null ? Task.FromResult(false) : attempts.TakeAsync(user.Document.Id);
        var hash = user?.Document.PasswordHash ?? (_dummyHash ??= hasher.HashPassword(null!, Guid.NewGuid().ToString()));
        var verified = hasher.VerifyHashedPassword(user!, hash, password);
        if (!await taking || user?.Document.PasswordHash is null || verified == PasswordVerificationResult.Failed)
            return false;
        await attempts.SucceedAsync(user.Document.Id);
        return true;
    }
}
