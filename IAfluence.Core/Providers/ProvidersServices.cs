using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>Registers the services of providers.</summary>
public static class ProvidersServices
{
    public static IServiceCollection AddProviders(this IServiceCollection services) => services
        .AddPlatformCollection(Provider.Collection)
        .AddPlatformCollection(Model.Collection)
        .AddPlatformCollection(ModelCapabilities.Collection)
        .AddPlatformCollection(InstallationSettings.Collection)
        .AddSingleton<ModelCapabilityCache>()
        .AddSingleton<ChatClients>()
        .AddSingleton<ProviderCatalog>()
        .AddSingleton<ProviderService>()
        .AddSingleton<ModelListing>()
        .AddSingleton<ModelEmbeddings>()
        .AddSingleton<ProviderProbe>()
        .AddSingleton<ProviderEditing>()
        .AddSingleton<ModelEditing>()
        .AddClientCollection(ClientKey.Collection)
        .AddSingleton<ClientKeys>()
        .AddSingleton<ClientKeyEditing>()
        .AddSingleton<ProviderCatalogWatch>()
        // The catalog in memory stays valid until the store responds again, so a failed refresh is only a warning.
        .AddPeriodic<ProviderCatalogWatch>(
            (watch, ct) => watch.RefreshAsync(ct),
            new(TimeSpan.FromSeconds(3), "Refreshing the models failed; the catalog in memory stays in use") { First = FirstRun.BeforeStart, FailureLevel = LogLevel.Warning });
}
