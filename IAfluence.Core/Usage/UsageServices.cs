using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Usage;

/// <summary>Registers the services of the ledger and of usage.</summary>
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
        .AddLease(() => new UsageProjection { Id = UsageProjectionId.TheOne }, UsageProjection.LeaseDuration)
        .AddSingleton<UsageProjections>()
        .AddSingleton<UsageCounterWriter>()
        .AddSingleton<UsageIntake>()
        .AddSingleton<UnstampedEntries>()
        .AddSingleton<UsageMaintenance>()
        .AddSingleton<UsageRebuild>()
        .AddSingleton<UsageProjector>()
        .AddSingleton<UsageQuery>()
        .AddSingleton<SwitchTimeline>()
        .AddPeriodic<UsageProjector>(
            (projector, ct) => projector.ProjectAsync(ct),
            new(TimeSpan.FromSeconds(10), "Updating the usage counters failed; it runs again at the next interval, and figures are summed from the ledger until then"))
        .AddSingleton<AttemptSweeper>()
        .AddPeriodic<AttemptSweeper>(
            (sweeper, ct) => sweeper.RunAsync(ct), new(TimeSpan.FromSeconds(30), "Closing interrupted ledger entries failed; it runs again at the next interval"));
}
