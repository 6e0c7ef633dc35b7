using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Core.Routing.Walk;

/// <summary>Which route a chatbot answers by: its own, else its client's, else the installation's; before it the model for all, while there is one.</summary>
public sealed class RouteResolver(ProviderCatalog catalog, ModelOverrides overrides)
{
    public IReadOnlyList<ModelId> Resolve(PublishedChatbot chatbot)
    {
        var route = chatbot.Settings.Route ?? chatbot.Client.DefaultRoute ?? catalog.DefaultRoute;
        return overrides.CurrentOrNull is { } first ? [first.ModelId, .. route.Where(model => model != first.ModelId)] : route;
    }
}
