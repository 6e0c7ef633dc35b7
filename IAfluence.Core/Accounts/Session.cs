using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>One signed-in browser. The cookie names it, so that signing out ends it for whoever kept a copy of the cookie.</summary>
public sealed record Session : PlatformDocument<SessionId>
{
    public static readonly CollectionDefinition<Session> Collection = new CollectionDefinition<Session>("sessions")
        .Index(session => session.UserId)
        .Expires(session => session.EndsAt)
        .Kept("It is its user's and expires.");

    public required UserId UserId { get; init; }

    /// <summary>The user's when it began.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>The user's when it began.</summary>
    public required int RightsVersion { get; init; }

    /// <summary>When the user gave the password; kept by the sessions that replace this one.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>The absolute end, however much it is used.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
