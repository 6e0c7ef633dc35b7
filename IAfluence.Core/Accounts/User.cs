using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A user's role on the whole installation; <c>None</c> for users who are only members of clients.</summary>
public enum PlatformRole
{
    None,
    Admin,
    Owner,
}

/// <summary>A person who signs in to the admin.</summary>
public sealed record User : PlatformDocument<UserId>
{
    public static readonly CollectionDefinition<User> Collection = new CollectionDefinition<User>("users")
        .Unique(user => user.NormalizedEmail)
        .Index(user => user.PlatformRole)
        .Kept("A user may belong to several clients or to the platform.");

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public string? Name { get; init; }

    /// <summary>"fr" or "en"; null to use the browser's language.</summary>
    public string? Locale { get; init; }

    public PlatformRole PlatformRole { get; init; }

    /// <summary>The alerts the user does not want. A kind of alert added later is sent until the user mutes it.</summary>
    public IReadOnlyList<AlertKind> MutedAlerts { get; init; } = [];

    public string? PasswordHash { get; init; }

    /// <summary>Changes with the password. A session with an older stamp has ended.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Increases with each change of the user's rights. A session with an older version is replaced by a new one.</summary>
    public int RightsVersion { get; init; }

    /// <summary>Failed sign-ins since the last reset; see <see cref="SignInAttempts"/>.</summary>
    public int AccessFailedCount { get; init; }

    /// <summary>When the failed attempts, and any lockout, are reset; null when there are none.</summary>
    public DateTimeOffset? AttemptsForgottenAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Creates passes that let users with a platform role read across clients.</summary>
public static class PlatformPasses
{
    /// <returns>Null when the user has no platform role.</returns>
    public static PlatformPass? For(User user) => user.PlatformRole == PlatformRole.None ? null : PlatformPass.ForVerifiedUser(user.Id);
}
