using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Chatbots;

/// <summary>Registers the services of the Chatbots room.</summary>
public static class ChatbotsServices
{
    public static IServiceCollection AddChatbots(this IServiceCollection services) => services
        .AddClientCollection(Chatbot.Collection)
        .AddClientCollection(ChatbotVersion.Collection)
        .AddClientCollection(ChatbotDraft.Collection)
        .AddClientCollection(RefusedOrigin.Collection)
        .AddClientCollection(ChatbotLogo.Collection)
        .AddSingleton<PublishedChatbots>()
        .AddSingleton<ChatbotService>()
        .AddSingleton<ChatbotVersions>()
        .AddSingleton<ChatbotDrafts>()
        .AddSingleton<ChatbotPublisher>()
        .AddSingleton<IPublishCheck, RouteModelsCheck>()
        .AddSingleton<ChatbotLists>()
        .AddSingleton<IdentitySecrets>()
        .AddSingleton<ChatbotLogos>()
        .AddSingleton<RefusedOrigins>();
}
