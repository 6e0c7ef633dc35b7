using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Web.Sessions;

/// <summary>The signed-in user of the request, read from the store when the session was validated.</summary>
public sealed class CurrentUser
{
    private LiveSession? _live;

    /// <summary>Null when no user is signed in.</summary>
    public User? UserOrNull => _live?.User;

    /// <exception cref="InvalidOperationException">No user is signed in. Use it only behind a policy.</exception>
    public User User => Live.User;

    public UserId Id => User.Id;

    public SessionId SessionId => Live.Session.Id;

    /// <summary>Whether the user has a platform role.</summary>
    public bool IsPlatform => User.PlatformRole != PlatformRole.None;

    /// <summary>The pass for reading across clients; null when the user has no platform role.</summary>
    public PlatformPass? PlatformPassOrNull => PlatformPasses.For(User);

    private LiveSession Live => _live ?? throw new InvalidOperationException("No user is signed in on this request.");

    internal void Set(LiveSession? live) => _live = live;
}
