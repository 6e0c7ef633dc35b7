using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Registers the services of incidents.</summary>
public static class IncidentsServices
{
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddPlatformCollection(Incident.Collection)
        .AddSingleton<OpenIncidents>()
        .AddSingleton<IncidentLists>()
        .AddSingleton<IncidentFeed>()
        .AddSingleton<IAttemptListener>(provider => provider.GetRequiredService<IncidentFeed>())
        .AddSingleton<IncidentStore>()
        .AddSingleton<AffectedChatbots>()
        .AddSingleton<IncidentMails>()
        .AddSingleton<IncidentProcess>()
        .AddPeriodic<IncidentProcess>(
            (process, ct) => process.StepAsync(ct),
            new(TimeSpan.FromSeconds(1), "Processing incidents failed; it runs again at the next interval")
            {
                First = FirstRun.AtStart,
                // Attempts that are reported within this time are processed together.
                Settle = TimeSpan.FromMilliseconds(100),
            });
}
