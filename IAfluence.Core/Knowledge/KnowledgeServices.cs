using IAfluence.Core.Knowledge.Builtin;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Knowledge;

/// <summary>Registers the services of the Knowledge room.</summary>
public static class KnowledgeServices
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddClientCollection(KnowledgeText.Collection)
            .AddClientCollection(Passage.Collection)
            .AddClientCollection(PassageVector.Collection)
            .AddClientCollection(PassageIndex.Collection)
            .AddSingleton<IBuiltinModel, BuiltinModel>()
            .AddSingleton<KnowledgeService>()
            .AddSingleton(RetrievalWeights.Default)
            .AddSingleton<VectorMemory>()
            .AddSingleton<PassageVectors>()
            .AddSingleton<PassageIndexer>()
            .AddPlatformCollection(PassageIndexingLease.Collection)
            .AddLease(() => new PassageIndexingLease { Id = PassageIndexingLeaseId.TheOne }, PassageIndexingLease.Duration)
            .AddSingleton<PassageIndexing>()
            .AddPeriodic<PassageIndexing>(
                (indexing, ct) => indexing.RunAsync(ct),
                new(TimeSpan.FromMinutes(1), "Passages could not be prepared; it is tried again, and until then texts are found by their words") { First = FirstRun.AfterInterval })
            .AddSingleton<PassageProgressReader>()
            .AddSingleton<PassageRetriever>();
    }
}
