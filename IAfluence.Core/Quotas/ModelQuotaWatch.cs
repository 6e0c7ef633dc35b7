using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>Keeps the memory of used-up models and providers beside what other processes do. Reads nothing where none has a quota.</summary>
internal sealed partial class ModelQuotaWatch(ModelQuotas quotas, TimeProvider time, ILogger<ModelQuotaWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
                await RefreshAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
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
            await quotas.RefreshAsync(ct);
        }
        catch (StorageUnavailableException error)
        {
            // Reservations are decided by the store in any case.
            Log.NotRefreshed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The quotas of models could not be read again")]
        public static partial void NotRefreshed(ILogger log, Exception error);
    }
}
