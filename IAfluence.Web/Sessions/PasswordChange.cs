using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>Why a password was not changed.</summary>
/// <param name="OfCurrent">Whether the current password was wrong, or tried too often.</param>
/// <param name="Faults">The faults of the new password; empty when another change of the user got in between.</param>
public sealed record PasswordRefusal(bool OfCurrent, IReadOnlyList<PasswordFault> Faults);

/// <summary>Changes the password of a signed-in user, who must enter the current one.</summary>
public sealed class PasswordChange(UserManager<SignInUser> users, SignInManager<SignInUser> signIn, PasswordSignIn passwords)
{
    /// <summary>Changes the password and ends every session of the user; the requesting browser gets a new session.</summary>
    /// <returns>Null when the password was changed.</returns>
    public async Task<PasswordRefusal?> ChangeAsync(User user, string current, string chosen)
    {
        if (!await passwords.IsRightAsync(new SignInUser(user), current))
            return new PasswordRefusal(true, []);
        // Read again, because counting the attempt changed the document.
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
