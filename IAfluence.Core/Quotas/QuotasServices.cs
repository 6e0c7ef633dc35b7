using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Registers the services of quotas.</summary>
public static class QuotasServices
{
    public static IServiceCollection AddQuotas(this IServiceCollection services) => services
        .AddPlatformCollection(QuotaWindow.Collection)
        .AddClientCollection(ClientQuotaWindow.Collection)
        .AddPlatformCollection(QuotaMark.Collection)
        .AddSingleton<QuotaWindows>()
        .AddSingleton<QuotaMarks>()
        .AddSingleton<IQuotaMarkListener, QuotaMails>()
        .AddSingleton<QuotaSettlement>()
        .AddSingleton<MessageQuotas>()
        .AddSingleton<ModelQuotas>()
        .AddSingleton<MeteredCalls>()
        .AddSingleton<QuotaSubjects>()
        .AddSingleton<ClientQuotas>()
        .AddSingleton<ProviderQuotas>()
        .AddSingleton<QuotaService>()
        .AddSingleton<QuotaSweeper>()
        .AddPeriodic<QuotaSweeper>(
            (sweeper, ct) => sweeper.RunAsync(ct), new(TimeSpan.FromSeconds(30), "Settling abandoned quota reservations failed; it runs again at the next interval"))
        // The store decides reservations, so a failed refresh is only a warning.
        .AddPeriodic<ModelQuotas>(
            (quotas, ct) => quotas.RefreshAsync(ct),
            new(TimeSpan.FromSeconds(1), "Refreshing the quotas of models failed; it runs again at the next interval") { First = FirstRun.AtStart, FailureLevel = LogLevel.Warning });
}
