using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;

namespace IAfluence.Web.Sessions;

/// <summary>
/// The client that this request is about: the one named by <c>{clientId}</c> in the route, once a client policy
/// (<see cref="Policies"/>) has found that the user sees it. Never from a form field or a query string.
/// </summary>
public sealed class CurrentClient
{
    private VisibleClient? _visible;

    public ClientId Id => Visible.Client.Id;

    /// <summary>As stored when the request was let in.</summary>
    public Client Client => Visible.Client;

    /// <summary>What the user may do here.</summary>
    public ClientRole Role => Visible.Role;

    private VisibleClient Visible => _visible ?? throw new InvalidOperationException("This page has no client policy, or its route no {clientId}.");

    internal void Is(VisibleClient visible) => _visible = visible;
}
