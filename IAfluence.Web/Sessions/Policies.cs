using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace IAfluence.Web.Sessions;

/// <summary>
/// The names of the access policies, for <c>[Authorize(Policies.ClientManager)]</c> on a page's model. Every page requires a signed-in user
/// unless it has <c>[AllowAnonymous]</c>. What a user cannot see returns 404; what needs a higher role returns 403. Client policies require
/// <c>{clientId}</c> in the route.
/// </summary>
public static class Policies
{
    /// <summary>Platform owners and admins.</summary>
    public const string PlatformUser = "platform-user";

    /// <summary>Every member of the client can read and write.</summary>
    public const string ClientViewer = "client-viewer";

    /// <summary>Agents and managers only.</summary>
    public const string ClientAgent = "client-agent";

    /// <summary>Managers only.</summary>
    public const string ClientManager = "client-manager";

    /// <summary>Every member can read (GET); agents and managers can write (POST).</summary>
    public const string ClientReadAgentWrite = "client-read-agent-write";

    /// <summary>Every member can read (GET); managers can write (POST).</summary>
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
