using IAfluence.Core.Accounts;
using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Encoders;
using IAfluence.Core.Erasure;
using IAfluence.Core.Installation;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing;
using IAfluence.Core.Routing.Incidents;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core;

/// <summary>
/// Registers all rooms of Core, lowest floor first. The host must also register <see cref="TimeProvider"/> and
/// <see cref="ISecretProtector"/>.
/// </summary>
public static class CoreServices
{
    public static IServiceCollection AddIAfluenceCore(this IServiceCollection services) => services
        .AddStorage()
        .AddProviders()
        .AddClients()
        .AddAccounts()
        .AddUsage()
        .AddChatbots()
        .AddNotifications()
        .AddInstallation()
        .AddQuotas()
        .AddEncoders()
        .AddKnowledge()
        .AddModelRouting()
        .AddIncidents()
        .AddReplyCaching()
        .AddReplies()
        .AddBootstrap()
        .AddErasure();
}
