using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Web.Sessions;

/// <summary>Who is signed in on this request, read from the store when the session was checked.</summary>
public sealed class CurrentUser
{
    private LiveSession? _live;

    /// <summary>Null when nobody is signed in.</summary>
    public User? UserOrNull => _live?.User;

    /// <exception cref="InvalidOperationException">Nobody is signed in: ask only behind a policy.</exception>
    public User User => Live.User;

    public UserId Id => User.Id;

    public SessionId SessionId => Live.Session.Id;

    /// <summary>Whether the user administers the whole installation.</summary>
    public bool IsPlatform => User.PlatformRole != PlatformRole.None;

    /// <summary>The key to the readers across clients; null for a client's member.</summary>
    public PlatformPass? PlatformPassOrNull => PlatformPasses.For(User);

    private LiveSession Live => _live ?? throw new InvalidOperationException("Nobody is signed in on this request.");

    internal void Is(LiveSession? live) => _live = live;
}
