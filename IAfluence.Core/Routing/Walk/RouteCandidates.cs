using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Core.Routing.Walk;

/// <summary>
/// Finds the models of a route that may be called for a client, and the key for each. A client's own key is used for every model of its provider. If
/// the client allows it, the agency's key is the fallback for such a model, after the rest of the route and before the builtin model. Providers for
/// which the client has no own key are called with the agency's key only when every own key of the client allows this fallback.
/// </summary>
public sealed class RouteCandidates(ProviderCatalog catalog, ClientKeys keys)
{
    /// <summary>Returns the candidates in the order in which they are tried.</summary>
    public IReadOnlyList<ResolvedModel> Of(IReadOnlyList<ModelId> route, Client client)
    {
        var own = keys.Of(client.Id);
        var agencyServesOthers = own.Values.All(key => key.AgencyFallbackAllowed);
        var candidates = new List<ResolvedModel>(route.Count);
        var later = new List<ResolvedModel>();
        foreach (var id in route.Distinct())
        {
            if (catalog.FindModelOrNull(id) is not { } model || client.AllowedProcessors?.Allows(model.Provider) == false)
                continue;
            if (!own.TryGetValue(model.Provider.Id, out var key))
            {
                if (agencyServesOthers || model.Provider.Kind == ProviderKind.Builtin)
                    candidates.Add(model);
                continue;
            }

            if (keys.ResolveOrNull(model, key) is { } withOwnKey)
                candidates.Add(withOwnKey);
            if (key.AgencyFallbackAllowed)
                later.Add(model);
        }

        var end = candidates.FindIndex(model => model.Provider.Kind == ProviderKind.Builtin);
        candidates.InsertRange(end < 0 ? candidates.Count : end, later);
        return candidates;
    }
}

/// <summary>Finds the route of a chatbot: its own, otherwise its client's, otherwise the installation's. While there is a model override, that model comes first.</summary>
public sealed class RouteResolver(ProviderCatalog catalog, ModelOverrides overrides)
{
    public IReadOnlyList<ModelId> Resolve(PublishedChatbot chatbot)
    {
        var route = chatbot.Settings.Route ?? chatbot.Client.DefaultRoute ?? catalog.DefaultRoute;
        return overrides.CurrentOrNull is { } first ? [first.ModelId, .. route.Where(model => model != first.ModelId)] : route;
    }
}
