using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

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
        .AddHostedService<ProviderCatalogWatch>();
}
