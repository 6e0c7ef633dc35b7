using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Quotas;

/// <summary>Registers the quotas' room.</summary>
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
        .AddSingleton<ProviderQuotas>()
        .AddSingleton<QuotaService>()
        .AddSingleton<QuotaSweeper>()
        .AddHostedService(provider => provider.GetRequiredService<QuotaSweeper>())
        .AddHostedService<ModelQuotaWatch>();
}
