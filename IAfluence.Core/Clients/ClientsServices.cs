using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Clients;

/// <summary>Registers the services of the Clients room.</summary>
public static class ClientsServices
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddPlatformCollection(Client.Collection)
        .AddSingleton<ClientService>()
        .AddSingleton<ClientChanges>();
}
