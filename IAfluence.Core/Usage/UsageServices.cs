using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Usage;

/// <summary>Registers the ledger's room.</summary>
public static class UsageServices
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddClientCollection(Attempt.Collection)
        .AddPlatformCollection(ProviderMonth.Collection)
        .AddSingleton<LedgerFolding>()
        .AddSingleton<Ledger>()
        .AddSingleton<LedgerSums>()
        .AddSingleton<AttemptSweeper>()
        .AddHostedService(provider => provider.GetRequiredService<AttemptSweeper>());
}
