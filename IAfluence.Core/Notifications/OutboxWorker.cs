using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Notifications;

/// <summary>Keeps the outbox going: at once when something was put into it here, and every two seconds for what is due or came from other processes.</summary>
internal sealed partial class OutboxWorker(OutboxSender sender, MailHealth health, OutboxSignal signal, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sender.SendDueAsync(stoppingToken);
                await health.RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(log, error);
            }

            await signal.WaitAsync(Pause, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be gone through; it is tried again")]
        public static partial void Failed(ILogger log, Exception error);
    }
}
