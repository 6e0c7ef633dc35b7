using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Sessions;

/// <summary>Makes the first platform owner, from the settings or from the set-up page.</summary>
public sealed class OwnerCreation(
    Setup setup, PlatformDocuments<User> users, IPasswordHasher<SignInUser> hasher, ILookupNormalizer normalizer,
    IOptions<BootstrapOptions> bootstrap, TimeProvider time)
{
    /// <summary>A new user's document; the password has been held to <see cref="PasswordRules"/>.</summary>
    public User NewUser(string email, string password, string? name, string? locale)
    {
        var user = new User
        {
            Id = NewId.Of<UserId>(time),
            Email = email.Trim(),
            NormalizedEmail = normalizer.NormalizeEmail(email.Trim())!,
            Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim(),
            Locale = locale,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = time.GetUtcNow(),
        };
        return user with { PasswordHash = hasher.HashPassword(new SignInUser(user), password) };
    }

    /// <summary>Makes the owner that the settings name, if there is none yet.</summary>
    /// <exception cref="StartRefusedException">The settings' password is not accepted.</exception>
    public async Task CreateFromSettingsAsync(CancellationToken ct)
    {
        if (bootstrap.Value is not { AdminEmail: { } email, AdminPassword: { } password } || !await setup.IsOpenAsync(ct))
            return;
        if (PasswordRules.FindFaultOrNull(password, email) is { } fault)
            throw new StartRefusedException($"Bootstrap:AdminPassword: {Reason(fault)} Give {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters that are not a well-known password, a run of keys or the e-mail address.");
        var owner = NewUser(email, password, null, null) with { PlatformRole = PlatformRole.Owner };
        // Another process starting at the same time may have been first; then its owner is ours too.
        await users.Insert(owner);
    }

    private static string Reason(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => "it is too short.",
        PasswordFault.TooLong => "it is too long.",
        PasswordFault.TooRegular => "it is too regular.",
        PasswordFault.Personal => "it is made of the e-mail address or of the product's name.",
        _ => "it is one of the first that are guessed.",
    };
}
