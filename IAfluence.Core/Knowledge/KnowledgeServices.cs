using IAfluence.Core.Knowledge.Builtin;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Knowledge;

/// <summary>Registers the services of the Knowledge room.</summary>
public static class KnowledgeServices
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services) => services
        .AddClientCollection(KnowledgeText.Collection)
        .AddClientCollection(Passage.Collection)
        .AddSingleton<IBuiltinModel, BuiltinModel>()
        .AddSingleton<KnowledgeService>()
        .AddSingleton<PassageRetriever>();
}
