using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Keeps incidents up to date in the background: at once when a failure is heard of, every few seconds for the rest.</summary>
internal sealed partial class IncidentWorker(IncidentProcess process, IncidentFeed feed, TimeProvider time, ILogger<IncidentWorker> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(3);

    // Much of what is heard at once is taken together.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = time.GetTimestamp() - (10 * time.TimestampFrequency);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await process.TakeHeardAsync(stoppingToken);
                if (time.GetElapsedTime(swept) >= SweepEvery)
                {
                    swept = time.GetTimestamp();
                    await process.SweepAsync(stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(log, error);
            }

            await Task.Delay(Breath, time, stoppingToken);
            await feed.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Incidents could not be kept up to date; it is tried again")]
        public static partial void Failed(ILogger log, Exception error);
    }
}
