using IAfluence.Core.Embedding.SelfTesting;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Core.Embedding;

/// <summary>Registers the room of what puts a chatbot on a site.</summary>
public static class EmbeddingServices
{
    public static IServiceCollection AddEmbedding(this IServiceCollection services)
    {
        services.TryAddSingleton(new SelfTestReach(PrivateNetworkAllowed: false));
        return services
            .AddClientCollection(SiteContact.Collection)
            .AddSingleton<SiteContacts>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<SelfTest>();
    }
}
