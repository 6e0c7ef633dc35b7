using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A signed-in browser. The cookie holds the session's id, so signing out also invalidates copies of the cookie.</summary>
public sealed record Session : PlatformDocument<SessionId>
{
    public static readonly CollectionDefinition<Session> Collection = new CollectionDefinition<Session>("sessions")
        .Index(session => session.UserId)
        .Expires(session => session.EndsAt)
        .Kept("It belongs to a user and expires.");

    public required UserId UserId { get; init; }

    /// <summary>The user's security stamp at sign-in.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>The user's rights version when the session was created.</summary>
    public required int RightsVersion { get; init; }

    /// <summary>When the user entered the password. Sessions that replace this one keep the value.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>The absolute expiration; activity does not extend it.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
