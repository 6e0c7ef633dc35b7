using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;

namespace IAfluence.Web.Sessions;

/// <summary>
/// The client of the request: <c>{clientId}</c> of the route, after a client policy (<see cref="Policies"/>) has checked that the user can see
/// it. Never taken from a form field or a query string.
/// </summary>
public sealed class CurrentClient
{
    private VisibleClient? _visible;

    public ClientId Id => Visible.Client.Id;

    /// <summary>The client as read when access was checked.</summary>
    public Client Client => Visible.Client;

    /// <summary>The user's role in the client.</summary>
    public ClientRole Role => Visible.Role;

    private VisibleClient Visible => _visible ?? throw new InvalidOperationException("The page has no client policy, or its route does not contain {clientId}.");

    internal void Set(VisibleClient visible) => _visible = visible;
}
