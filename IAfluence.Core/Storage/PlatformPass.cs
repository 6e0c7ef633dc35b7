namespace IAfluence.Core.Storage;

/// <summary>Permission to read across clients. It is issued only for a platform role or a job of the platform.</summary>
public sealed class PlatformPass
{
    private PlatformPass(string holder) => Holder = holder;

    /// <summary>The holder, for the audit trail: a user's id or a job's name.</summary>
    public string Holder { get; }

    /// <summary>For a user whose platform role was verified. Only the Accounts room calls this.</summary>
    internal static PlatformPass ForVerifiedUser(UserId user) => new(user.Value);

    public static PlatformPass ForJob(string name) => new("job:" + name);
}
