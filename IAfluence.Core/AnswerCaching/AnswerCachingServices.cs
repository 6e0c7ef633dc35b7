using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.AnswerCaching;

/// <summary>Registers the answer cache.</summary>
public static class AnswerCachingServices
{
    public static IServiceCollection AddAnswerCaching(this IServiceCollection services) => services
        .AddClientCollection(CachedAnswer.Collection)
        .AddClientCollection(AnswerSaving.Collection)
        .AddSingleton<IAnswerCache, StoredAnswerCache>()
        .AddSingleton<AnswerSavings>();
}
