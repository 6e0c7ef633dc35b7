using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Usage;

/// <summary>Registers the ledger's room.</summary>
public static class UsageServices
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddClientCollection(Attempt.Collection)
        .AddClientCollection(UsageCounter.Collection)
        .AddClientCollection(FailedAttempt.Collection)
        .AddPlatformCollection(ProviderMonth.Collection)
        .AddPlatformCollection(UsageProjection.Collection)
        .AddSingleton<LedgerFolding>()
        .AddSingleton<Ledger>()
        .AddSingleton<ClosedEntries>()
        .AddSingleton<UsageLease>()
        .AddSingleton<UsageCounterWriter>()
        .AddSingleton<UsageUpkeep>()
        .AddSingleton<UsageProjector>()
        .AddSingleton<UsageQuery>()
        .AddSingleton<SwitchTimeline>()
        .AddHostedService<UsageProjectorWorker>()
        .AddSingleton<AttemptSweeper>()
        .AddHostedService(provider => provider.GetRequiredService<AttemptSweeper>());
}
