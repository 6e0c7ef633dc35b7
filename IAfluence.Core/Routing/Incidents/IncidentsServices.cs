using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Registers incidents.</summary>
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
            new(TimeSpan.FromSeconds(1), "Incidents could not be kept up to date; it is tried again")
            {
                First = FirstRun.AtStart,
                // Much of what is heard at once is taken together.
                Settle = TimeSpan.FromMilliseconds(100),
            });
}
