using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>Changes users' rights. The user's open sessions are renewed with the new rights at their next request.</summary>
public sealed class UserRights(PlatformDocuments<User> users, PlatformDocuments<Membership> memberships, TimeProvider time)
{
    /// <summary>Makes the user a member of the client, or changes a member's role.</summary>
    public async Task GrantAsync(UserId userId, ClientId clientId, ClientRole role)
    {
        var seed = new Membership
        {
            Id = Membership.IdOf(userId, clientId),
            UserId = userId,
            ClientId = clientId,
            Role = role,
            CreatedAt = time.GetUtcNow(),
        };
        await memberships.Modify(seed.Id, new Update<Membership>().Set(membership => membership.Role, role), seed: seed);
        await Changed(userId, new Update<User>());
    }

    public async Task RevokeAsync(UserId userId, ClientId clientId)
    {
        await memberships.Delete(Membership.IdOf(userId, clientId));
        await Changed(userId, new Update<User>());
    }

    public Task SetPlatformRoleAsync(UserId userId, PlatformRole role) =>
        Changed(userId, new Update<User>().Set(user => user.PlatformRole, role));

    private async Task Changed(UserId userId, Update<User> update) =>
        await users.Modify(userId, update.Increment(user => user.RightsVersion, 1));
}
