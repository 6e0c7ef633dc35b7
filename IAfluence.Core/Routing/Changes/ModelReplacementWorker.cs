using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Changes;

/// <summary>Finishes replacements that a crash or a failure broke off: at start, then every minute.</summary>
public sealed partial class ModelReplacementWorker(ModelReplacements replacements, TimeProvider time, ILogger<ModelReplacementWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
                await SweepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is left waits for the next start.
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            foreach (var order in await replacements.ListUnfinishedAsync(ct))
                await replacements.CarryOutAsync(order, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Log.SweepFailed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is left of replaced models could not be looked through; it is tried again in a minute")]
        public static partial void SweepFailed(ILogger log, Exception error);
    }
}
