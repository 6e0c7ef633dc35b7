using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>Creates passes that let users with a platform role read across clients.</summary>
public static class PlatformPasses
{
    /// <returns>Null when the user has no platform role.</returns>
    public static PlatformPass? For(User user) => user.PlatformRole == PlatformRole.None ? null : PlatformPass.ForVerifiedUser(user.Id);
}
