namespace IAfluence.Core.Storage;

/// <summary>The proof that someone may read across clients: a platform role, or a job of the platform's own. There is no other way to get one.</summary>
public sealed class PlatformPass
{
    private PlatformPass(string bearer) => Bearer = bearer;

    /// <summary>Who bears it, for the audit trail: a user's id or a job's name.</summary>
    public string Bearer { get; }

    /// <summary>For a user whose platform role is proven: only the accounts' room calls this.</summary>
    internal static PlatformPass ForProven(UserId user) => new(user.Value);

    public static PlatformPass ForJob(string name) => new("job:" + name);
}
