using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>Why a password was not changed.</summary>
/// <param name="OfCurrent">The current password was not the user's, or was tried too often.</param>
/// <param name="Faults">What is wrong with the new one; none when someone else changed the user meanwhile.</param>
public sealed record PasswordRefusal(bool OfCurrent, IReadOnlyList<PasswordFault> Faults);

/// <summary>Changes the password of a signed-in user, who types the current one again.</summary>
public sealed class PasswordChange(UserManager<SignInUser> users, SignInManager<SignInUser> signIn, PasswordSignIn passwords)
{
    /// <summary>Ends every session of the user; the one that asks goes on as a new one.</summary>
    /// <returns>Null when the password was changed.</returns>
    public async Task<PasswordRefusal?> ChangeAsync(User user, string current, string chosen)
    {
        if (!await passwords.IsRightAsync(new SignInUser(user), current))
            return new PasswordRefusal(true, []);
        // Read again: counting the attempt has changed the document.
        var counted = (await users.FindByIdAsync(user.Id.Value))!;
        var changed = await users.ChangePasswordAsync(counted, current, chosen);
        if (!changed.Succeeded)
            return new PasswordRefusal(false, [.. Faults(changed)]);
        await signIn.SignInAsync(counted, isPersistent: false);
        return null;
    }

    private static IEnumerable<PasswordFault> Faults(IdentityResult refused)
    {
        foreach (var error in refused.Errors)
        {
            if (Enum.TryParse<PasswordFault>(error.Code, out var fault))
                yield return fault;
        }
    }
}
