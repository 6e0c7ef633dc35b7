using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>What a member may do in one client: a viewer reads, an agent also answers, a manager also configures.</summary>
public enum ClientRole
{
    Viewer,
    Agent,
    Manager,
}

/// <summary>A user's role in one client; its id is made of both, so there is one at most.</summary>
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

    /// <summary>Whether the member may reply to the visitors of the client.</summary>
    public static bool MayReply(Membership membership) => membership.Role != ClientRole.Viewer;

    public static MembershipId IdOf(UserId userId, ClientId clientId) => new($"{userId}-{clientId}");
}
