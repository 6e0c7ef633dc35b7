using IAfluence.Core.Bootstrap.Demo;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Bootstrap;

/// <summary>Registers the services of the Bootstrap room.</summary>
public static class BootstrapServices
{
    public static IServiceCollection AddBootstrap(this IServiceCollection services) => services
        .AddPlatformCollection(AppliedObject.Collection)
        .AddPlatformCollection(BootstrapLeaseState.Collection)
        .AddSingleton<AppliedObjects>()
        .AddSingleton<AppliedContentErasure>()
        .AddLease(() => new BootstrapLeaseState { Id = BootstrapLeaseId.TheOne }, BootstrapLeaseState.Duration)
        .AddSingleton<ProviderBootstrap>()
        .AddSingleton<ModelBootstrap>()
        .AddSingleton<FilePublication>()
        .AddSingleton<ChatbotBootstrap>()
        .AddSingleton<ClientBootstrap>()
        .AddSingleton<KnowledgeBootstrap>()
        .AddSingleton<FileBootstrap>()
        .AddSingleton<DemoLoader>()
        .AddSingleton<Bootstrapper>();
}
