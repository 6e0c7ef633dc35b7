using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>Registers the providers' room.</summary>
public static class ProvidersServices
{
    public static IServiceCollection AddProviders(this IServiceCollection services) => services
        .AddPlatformCollection(Provider.Collection)
        .AddPlatformCollection(Model.Collection)
        .AddPlatformCollection(ModelCapabilities.Collection)
        .AddPlatformCollection(InstallationSettings.Collection)
        .AddSingleton<ModelCapabilityMemory>()
        .AddSingleton<ChatClients>()
        .AddSingleton<ProviderCatalog>()
        .AddSingleton<ProviderService>()
        .AddSingleton<ModelListing>()
        .AddSingleton<ProviderProbe>()
        .AddSingleton<ProviderEditing>()
        .AddSingleton<ModelEditing>()
        .AddClientCollection(ClientKey.Collection)
        .AddSingleton<ClientKeys>()
        .AddSingleton<ClientKeyEditing>()
        .AddSingleton<ProviderCatalogWatch>()
        // What was read before stays good enough until the store answers again: a reading that fails is only a warning.
        .AddPeriodic<ProviderCatalogWatch>(
            (watch, ct) => watch.RefreshAsync(ct),
            new(TimeSpan.FromSeconds(3), "The models could not be read again") { First = FirstRun.BeforeStart, FailureLevel = LogLevel.Warning });
}
