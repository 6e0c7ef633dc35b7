using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.ReplyCaching;

/// <summary>Registers the services of the reply cache.</summary>
public static class ReplyCachingServices
{
    public static IServiceCollection AddReplyCaching(this IServiceCollection services) => services
        .AddClientCollection(CachedReply.Collection)
        .AddClientCollection(ReplySaving.Collection)
        .AddSingleton<IReplyCache, StoredReplyCache>()
        .AddSingleton<ReplySavings>();
}
