using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Where models stand in routes.</summary>
/// <param name="Chatbots">Those whose own route names one of them, by client and name; those that inherit are not among them.</param>
/// <param name="Clients">Those whose default route does, by name.</param>
/// <param name="InDefaultRoute">Whether the installation's does.</param>
/// <param name="InOverride">Whether one of them is the model for all at present.</param>
public sealed record RouteUse(IReadOnlyList<ChatbotUse> Chatbots, IReadOnlyList<Client> Clients, bool InDefaultRoute, bool InOverride)
{
    /// <summary>
    /// Chatbots whose draft names one of them and whose published version does not, by client and name. No visitor is answered by a draft, so
    /// these keep nothing from being deleted; they are told of.
    /// </summary>
    public IReadOnlyList<ChatbotUse> Drafts { get; init; } = [];

    public bool IsAny => InOverride || RouteCount > 0;

    /// <summary>How many routes there are to change.</summary>
    public int RouteCount => Chatbots.Count + Clients.Count + (InDefaultRoute ? 1 : 0);
}

/// <summary>A chatbot whose own route names a model.</summary>
public sealed record ChatbotUse(Client Client, Chatbot Chatbot);
