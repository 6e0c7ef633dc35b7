using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Core.Routing.Walk;

/// <summary>Finds the route of a chatbot: its own, otherwise its client's, otherwise the installation's. While there is a model override, that model comes first.</summary>
public sealed class RouteResolver(ProviderCatalog catalog, ModelOverrides overrides)
{
    public IReadOnlyList<ModelId> Resolve(PublishedChatbot chatbot)
    {
        var route = chatbot.Settings.Route ?? chatbot.Client.DefaultRoute ?? catalog.DefaultRoute;
        return overrides.CurrentOrNull is { } first ? [first.ModelId, .. route.Where(model => model != first.ModelId)] : route;
    }
}
