using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>A client as one user sees it.</summary>
/// <param name="Role">The user's role in the client.</param>
public sealed record VisibleClient(Client Client, ClientRole Role);

/// <summary>
/// Decides which clients a user can see, and with which role. Pages and API both use this rule. A user with a platform role sees every
/// client as its manager; other users see the clients they are members of. A client that is being deleted is not visible.
/// </summary>
public sealed class ClientAccess(PlatformDocuments<Client> clients, PlatformDocuments<Membership> memberships)
{
    /// <summary>Lists every client that the user can see, sorted by name.</summary>
    public async Task<IReadOnlyList<VisibleClient>> ListVisibleClientsAsync(User user, CancellationToken ct)
    {
        if (user.PlatformRole != PlatformRole.None)
            return [.. (await ListAllAsync(Filter<Client>.All, ct)).Select(client => new VisibleClient(client, ClientRole.Manager))];

        var mine = await memberships.ListAsync(
            DocumentQuery<Membership>.Where(Filter<Membership>.Eq(membership => membership.UserId, user.Id)).Take(DocumentQuery<Membership>.MaxLimit), ct);
        var roles = mine.Items.ToDictionary(membership => membership.ClientId, membership => membership.Role);
        if (roles.Count == 0)
            return [];
        return [.. (await ListAllAsync(Filter<Client>.In(client => client.Id, roles.Keys), ct)).Select(client => new VisibleClient(client, roles[client.Id]))];
    }

    /// <returns>Null when the client does not exist or the user cannot see it.</returns>
    public async Task<VisibleClient?> FindVisibleClientOrNullAsync(User user, ClientId clientId, CancellationToken ct)
    {
        var role = ClientRole.Manager;
        if (user.PlatformRole == PlatformRole.None)
        {
            if (await memberships.FindOrNullAsync(Membership.IdOf(user.Id, clientId), ct) is not { } membership)
                return null;
            role = membership.Role;
        }
        return await clients.FindOrNullAsync(clientId, ct) is { DeletingSince: null } client ? new VisibleClient(client, role) : null;
    }

    /// <returns>Null when the client does not exist or the user cannot see it.</returns>
    public async Task<ClientRole?> FindRoleOrNullAsync(User user, ClientId clientId, CancellationToken ct) =>
        (await FindVisibleClientOrNullAsync(user, clientId, ct))?.Role;

    private async Task<List<Client>> ListAllAsync(Filter<Client> filter, CancellationToken ct)
    {
        var all = new List<Client>();
        var query = DocumentQuery<Client>.Where(filter & Filter<Client>.Eq(client => client.DeletingSince, null))
            .By(client => client.NameSortKey).Take(DocumentQuery<Client>.MaxLimit);
        for (string? next = null; ;)
        {
            var page = await clients.ListAsync(query.StartAfter(next), ct);
            all.AddRange(page.Items);
            if ((next = page.Next) is null)
                return all;
        }
    }
}
