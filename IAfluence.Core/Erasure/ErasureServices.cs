using IAfluence.Core.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Erasure;

/// <summary>Registers the services of the Erasure room.</summary>
public static class ErasureServices
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<ErasurePlan>()
        .AddSingleton<OwnedErasure>()
        .AddSingleton<ErasureDelay>()
        .AddSingleton<PublicKeyErasure>()
        .AddSingleton<LedgerErasure>()
        .AddSingleton<ClientErasure>()
        .AddSingleton<ChatbotErasure>()
        .AddSingleton<VisitorEraser>()
        .AddSingleton<ErasureSweep>()
        .AddPeriodic<ErasureSweep>(
            (sweep, ct) => sweep.SweepAsync(ct),
            new(TimeSpan.FromMinutes(1), "The pending deletions could not be listed; the next attempt is in one minute"),
            (provider, wake) => provider.GetRequiredService<ClientChanges>().Deleted += wake.Set);
}
