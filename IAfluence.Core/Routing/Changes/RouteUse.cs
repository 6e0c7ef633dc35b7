using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Core.Routing.Changes;

/// <summary>The routes that contain one of some models.</summary>
/// <param name="Chatbots">The chatbots whose own route contains one, ordered by client and name; chatbots that inherit a route are not listed.</param>
/// <param name="Clients">The clients whose default route contains one, ordered by name.</param>
/// <param name="InDefaultRoute">Whether the route of the installation contains one.</param>
/// <param name="InOverride">Whether one of them is the current model override.</param>
public sealed record RouteUse(IReadOnlyList<ChatbotUse> Chatbots, IReadOnlyList<Client> Clients, bool InDefaultRoute, bool InOverride)
{
    /// <summary>
    /// The chatbots whose draft contains one while the published version does not, ordered by client and name. Drafts serve no visitor, so they do not
    /// prevent deletion. They are listed as a warning.
    /// </summary>
    public IReadOnlyList<ChatbotUse> Drafts { get; init; } = [];

    public bool IsAny => InOverride || RouteCount > 0;

    /// <summary>The number of routes that contain one.</summary>
    public int RouteCount => Chatbots.Count + Clients.Count + (InDefaultRoute ? 1 : 0);
}

/// <summary>A chatbot whose own route contains a model.</summary>
public sealed record ChatbotUse(Client Client, Chatbot Chatbot);
