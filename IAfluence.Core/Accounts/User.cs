using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>What a user may do on the whole installation; a client's member has none of these.</summary>
public enum PlatformRole
{
    None,
    Admin,
    Owner,
}

/// <summary>Someone who signs in to the admin.</summary>
public sealed record User : PlatformDocument<UserId>
{
    public static readonly CollectionDefinition<User> Collection = new CollectionDefinition<User>("users")
        .Unique(user => user.NormalizedEmail)
        .Index(user => user.PlatformRole)
        .Kept("A user may belong to several clients or to the platform.");

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public string? Name { get; init; }

    /// <summary>fr or en; null for the browser's.</summary>
    public string? Locale { get; init; }

    public PlatformRole PlatformRole { get; init; }

    /// <summary>The alerts that the user does not want; those that come later are got until they are refused too.</summary>
    public IReadOnlyList<AlertKind> MutedAlerts { get; init; } = [];

    public string? PasswordHash { get; init; }

    /// <summary>Changes with the password; a session that carries another one has ended.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>One more at each change of the user's rights; a session that carries another one is replaced by a new one.</summary>
    public int RightsVersion { get; init; }

    /// <summary>Failed sign-ins in the window that <see cref="AttemptsForgottenAt"/> ends; see <see cref="SignInAttempts"/>.</summary>
    public int AccessFailedCount { get; init; }

    /// <summary>When the failures are forgotten, and with them the lock-out they led to; null when there are none.</summary>
    public DateTimeOffset? AttemptsForgottenAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
