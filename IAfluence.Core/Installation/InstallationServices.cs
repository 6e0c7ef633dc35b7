using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Core.Installation;

/// <summary>Registers the services of the Installation room.</summary>
public static class InstallationServices
{
    public static IServiceCollection AddInstallation(this IServiceCollection services)
    {
        services.TryAddSingleton(new SelfTestReach(PrivateNetworkAllowed: false));
        return services
            .AddClientCollection(SiteContact.Collection)
            .AddSingleton<SiteContacts>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<SelfTest>();
    }
}
