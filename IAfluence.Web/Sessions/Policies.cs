using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Who may open a page: <c>[Authorize(Policies.ClientManager)]</c> on the page's model. Every page asks at least for a signed-in user
/// unless it says <c>[AllowAnonymous]</c>. What a user does not see answers 404; what is seen but needs a higher role, 403.
/// The client policies stand on pages whose route has <c>{clientId}</c>.
/// </summary>
public static class Policies
{
    /// <summary>Platform owner or admin.</summary>
    public const string PlatformUser = "platform-user";

    /// <summary>Reads and writes for every member of the client.</summary>
    public const string ClientViewer = "client-viewer";

    /// <summary>Agents and managers only.</summary>
    public const string ClientAgent = "client-agent";

    /// <summary>Managers only.</summary>
    public const string ClientManager = "client-manager";

    /// <summary>Every member may look (GET), agents and managers may change (POST).</summary>
    public const string ClientReadAgentWrite = "client-read-agent-write";

    /// <summary>Every member may look (GET), managers may change (POST).</summary>
    public const string ClientReadManagerWrite = "client-read-manager-write";

    internal static AuthorizationBuilder AddPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(PlatformUser, policy => policy.RequireAuthenticatedUser().AddRequirements(new PlatformRequirement()))
        .AddClientPolicy(ClientViewer, ClientRole.Viewer, ClientRole.Viewer)
        .AddClientPolicy(ClientAgent, ClientRole.Agent, ClientRole.Agent)
        .AddClientPolicy(ClientManager, ClientRole.Manager, ClientRole.Manager)
        .AddClientPolicy(ClientReadAgentWrite, ClientRole.Viewer, ClientRole.Agent)
        .AddClientPolicy(ClientReadManagerWrite, ClientRole.Viewer, ClientRole.Manager);

    private static AuthorizationBuilder AddClientPolicy(this AuthorizationBuilder authorization, string name, ClientRole read, ClientRole write) =>
        authorization.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(new ClientRequirement(read, write)));
}
