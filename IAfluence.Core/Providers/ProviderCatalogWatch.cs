using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>Loads the catalog before anything is served, and reads it again every few seconds for what another process changed.</summary>
internal sealed partial class ProviderCatalogWatch(ProviderCatalog catalog, ClientKeys keys, TimeProvider time, ILogger<ProviderCatalogWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await catalog.RefreshAsync(cancellationToken);
        await keys.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await catalog.RefreshAsync(ct);
            await keys.RefreshAsync(ct);
        }
        catch (StorageUnavailableException error)
        {
            // What was read before stays good enough until the store answers again.
            Log.NotRefreshed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The models could not be read again")]
        public static partial void NotRefreshed(ILogger log, Exception error);
    }
}
