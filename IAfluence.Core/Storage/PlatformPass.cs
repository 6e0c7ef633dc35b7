using IAfluence.Core.Accounts;

namespace IAfluence.Core.Storage;

/// <summary>The proof that someone may read across clients: a platform role, or a job of the platform's own. There is no other way to get one.</summary>
public sealed class PlatformPass
{
    private PlatformPass(string bearer) => Bearer = bearer;

    /// <summary>Who bears it, for the audit trail: a user's id or a job's name.</summary>
    public string Bearer { get; }

    /// <returns>Null for a user without a platform role.</returns>
    public static PlatformPass? For(User user) => user.PlatformRole == PlatformRole.None ? null : new PlatformPass(user.Id.Value);

    public static PlatformPass ForJob(string name) => new("job:" + name);
}
