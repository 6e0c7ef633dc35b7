using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A session that still holds, and whose it is.</summary>
/// <param name="Session">The session the browser should carry from now on.</param>
/// <param name="User">As stored now.</param>
/// <param name="Replaced">Whether it is another one than was asked for, because the user's rights have changed.</param>
public sealed record LiveSession(Session Session, User User, bool Replaced);

/// <summary>Begins, checks and ends sessions.</summary>
public sealed class UserSessions(PlatformDocuments<Session> sessions, PlatformDocuments<User> users, TimeProvider time)
{
    /// <summary>The absolute life of a session.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    // Requests already under way with the cookie of before must still find their session.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">There is no such user.</exception>
    public async Task<LiveSession> BeginAsync(UserId userId, CancellationToken ct)
    {
        var user = await users.FindOrNullAsync(userId, ct) ?? throw new InvalidOperationException("The user who signs in is gone.");
        var now = time.GetUtcNow();
        return new LiveSession(await InsertAsync(user, now, now + Life), user, Replaced: false);
    }

    /// <returns>Null when the session has ended: by its age, by signing out, by a new password, or with its user.</returns>
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
