using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>Gives passes for reading across clients to users who have a platform role.</summary>
public static class PlatformPasses
{
    /// <returns>Null for a user without a platform role.</returns>
    public static PlatformPass? For(User user) => user.PlatformRole == PlatformRole.None ? null : PlatformPass.ForProven(user.Id);
}
