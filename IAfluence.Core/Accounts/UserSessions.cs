using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A valid session and its user.</summary>
/// <param name="Session">The session that the browser must use from now on.</param>
/// <param name="Replaced">Whether this is a new session, created because the user's rights have changed since the session of the request.</param>
public sealed record LiveSession(Session Session, User User, bool Replaced);

/// <summary>Creates, validates and ends sessions.</summary>
public sealed class UserSessions(PlatformDocuments<Session> sessions, PlatformDocuments<User> users, TimeProvider time)
{
    /// <summary>The absolute lifetime of a session.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // Concurrent requests that still carry the previous cookie must find their session.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">The user does not exist.</exception>
    public async Task<LiveSession> BeginAsync(UserId userId, CancellationToken ct)
    {
        var user = await users.FindOrNullAsync(userId, ct) ?? throw new InvalidOperationException("The user does not exist or was deleted.");
        var now = time.GetUtcNow();
        return new LiveSession(await InsertAsync(user, now, now + Lifetime), user, Replaced: false);
    }

    /// <returns>Null when the session expired or was signed out, its user was deleted, or the user's password was changed.</returns>
    public async Task<LiveSession?> FindOrNullAsync(SessionId id, CancellationToken ct)
    {
        var session = await sessions.FindOrNullAsync(id, ct);
        if (session is null || session.EndsAt <= time.GetUtcNow())
            return null;
        var user = await users.FindOrNullAsync(session.UserId, ct);
        if (user is null || user.SecurityStamp != session.SecurityStamp)
            return null;
        if (user.RightsVersion == session.RightsVersion)
            return new LiveSession(session, user, Replaced: false);
        var next = await InsertAsync(user, session.SignedInAt, session.EndsAt);
        var overlap = time.GetUtcNow() + Overlap;
        await sessions.Modify(id, new Update<Session>().Set(old => old.EndsAt, overlap), Filter<Session>.Gt(old => old.EndsAt, overlap));
        return new LiveSession(next, user, Replaced: true);
    }

    public async Task EndAsync(SessionId id) => await sessions.Delete(id);

    private async Task<Session> InsertAsync(User user, DateTimeOffset signedInAt, DateTimeOffset endsAt)
    {
        var session = new Session
        {
            Id = SessionId.From(Guid.NewGuid().ToString("N")),
            UserId = user.Id,
            SecurityStamp = user.SecurityStamp,
            RightsVersion = user.RightsVersion,
            SignedInAt = signedInAt,
            EndsAt = endsAt,
        };
        await sessions.Insert(session);
        return session;
    }
}
