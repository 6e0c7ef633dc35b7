using IAfluence.Core.Clients;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Erasure;

/// <summary>Sweeps what is being deleted: at once when told, and every minute for what a crash or another process left.</summary>
public sealed partial class ErasureWorker(ErasureSweep erasure, ErasureSignal signal, TimeProvider time, ILogger<ErasureWorker> logger) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(stoppingToken);
            try
            {
                await erasure.SweepAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SweepFailed(logger, error);
            }
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var told = signal.WaitAsync(pause.Token).AsTask();
        await Task.WhenAny(told, Task.Delay(_pause, time, pause.Token));
        await pause.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is to be deleted could not be listed; it is tried again in a minute")]
        public static partial void SweepFailed(ILogger logger, Exception error);
    }
}
