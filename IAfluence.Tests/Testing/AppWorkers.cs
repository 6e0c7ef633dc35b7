using IAfluence.Core.Erasure;
using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Tests.Testing;

/// <summary>Passes of background workers, run at once instead of at their interval.</summary>
internal static class AppWorkers
{
    public static Task SendMailsAsync(this IAfluenceApp app) => app.BelowHttp.Get<OutboxSender>().SendDueAsync(default);

    public static Task SweepErasuresAsync(this IAfluenceApp app) => app.BelowHttp.Get<ErasureSweep>().SweepAsync(default);

    /// <returns>The number of deleted documents.</returns>
    public static Task<int> PurgeExpiredAsync(this IAfluenceApp app) => app.BelowHttp.Get<ExpiredDocumentsPurge>().PurgeAsync(default);

    public static Task ProjectUsageAsync(this IAfluenceApp app) => app.BelowHttp.Get<UsageProjector>().ProjectAsync(default);
}
