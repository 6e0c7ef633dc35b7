using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Usage;

/// <summary>Lets the counters follow the ledger while the product runs.</summary>
public sealed partial class UsageProjectorWorker(UsageProjector projector, TimeProvider time, ILogger<UsageProjectorWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await StepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next start goes on.
        }
    }

    private async Task StepAsync(CancellationToken ct)
    {
        try
        {
            await projector.ProjectAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Failed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The usage counters could not follow the ledger; it is tried again, and until then figures are added up from the ledger")]
        public static partial void Failed(ILogger log, Exception error);
    }
}
