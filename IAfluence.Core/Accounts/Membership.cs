using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A member's role in one client: a viewer can read, an agent can also reply, a manager can also configure.</summary>
public enum ClientRole
{
    Viewer,
    Agent,
    Manager,
}

/// <summary>A user's role in one client. The id combines both, so a user has at most one role per client.</summary>
public sealed record Membership : PlatformDocument<MembershipId>
{
    public static readonly CollectionDefinition<Membership> Collection = new CollectionDefinition<Membership>("memberships")
        .Index(membership => membership.UserId)
        .Index(membership => membership.ClientId)
        .ErasedWith(OwnerKind.Client, membership => membership.ClientId);

    public required UserId UserId { get; init; }

    public required ClientId ClientId { get; init; }

    public required ClientRole Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the member can reply to the client's visitors.</summary>
    public static bool MayReply(Membership membership) => membership.Role != ClientRole.Viewer;

    public static MembershipId IdOf(UserId userId, ClientId clientId) => new($"{userId}-{clientId}");
}
