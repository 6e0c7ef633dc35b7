using IAfluence.Core.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Core.Erasure;

/// <summary>Registers the room that erases what the other rooms have stored.</summary>
public static class ErasureServices
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<ErasurePlan>()
        .AddSingleton<OwnedErasure>()
        .AddSingleton<ErasureSettling>()
        .AddSingleton<PublicKeys>()
        .AddSingleton<LedgerErasure>()
        .AddSingleton<ClientErasure>()
        .AddSingleton<ChatbotErasure>()
        .AddSingleton<VisitorEraser>()
        .AddSingleton<ErasureSweep>()
        .AddPeriodic<ErasureSweep>(
            (sweep, ct) => sweep.SweepAsync(ct),
            new(TimeSpan.FromMinutes(1), "What is to be deleted could not be listed; it is tried again in a minute"),
            (provider, wake) => provider.GetRequiredService<ClientChanges>().Deleted += wake.Set);
}
