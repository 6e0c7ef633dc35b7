using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing;

/// <summary>Which route a chatbot answers by: its own, else its client's, else the installation's.</summary>
public sealed class RouteResolver(ProviderCatalog catalog)
{
    public IReadOnlyList<ModelId> Resolve(PublishedChatbot chatbot) =>
        chatbot.Settings.Route ?? chatbot.Client.DefaultRoute ?? catalog.DefaultRoute;
}
