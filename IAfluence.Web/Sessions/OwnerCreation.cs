using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Sessions;

/// <summary>Creates the first platform owner, from the settings or from the set-up page.</summary>
public sealed class OwnerCreation(
    Setup setup, PlatformDocuments<User> users, IPasswordHasher<SignInUser> hasher, ILookupNormalizer normalizer,
    IOptions<BootstrapOptions> bootstrap, TimeProvider time)
{
    /// <summary>Creates a user document. The password must already be checked with <see cref="PasswordRules"/>.</summary>
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

    /// <summary>Creates the owner from the settings when there is none yet.</summary>
    /// <exception cref="StartRefusedException">The password in the settings is not accepted.</exception>
    public async Task CreateFromSettingsAsync(CancellationToken ct)
    {
        if (bootstrap.Value is not { AdminEmail: { } email, AdminPassword: { } password } || !await setup.IsOpenAsync(ct))
            return;
        if (PasswordRules.FindFaultOrNull(password, email) is { } fault)
            throw new StartRefusedException($"Bootstrap:AdminPassword: {Reason(fault)} Use {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters that are not a common password, a keyboard sequence or the e-mail address.");
        var owner = NewUser(email, password, null, null) with { PlatformRole = PlatformRole.Owner };
        // Another process that starts at the same time may have created the owner first; its owner is used then.
        await users.Insert(owner);
    }

    private static string Reason(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => "the password is too short.",
        PasswordFault.TooLong => "the password is too long.",
        PasswordFault.TooRegular => "the password is a sequence or repetition.",
        PasswordFault.Personal => "the password is based on the e-mail address or the product's name.",
        _ => "the password is too common.",
    };
}
