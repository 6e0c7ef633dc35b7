using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Foundation;

/// <summary>When periodic work runs for the first time.</summary>
public enum FirstRun
{
    /// <summary>After the first interval.</summary>
    AfterInterval,

    /// <summary>In the background when the host starts.</summary>
    AtStart,

    /// <summary>Before the host starts. When the run fails, start-up fails.</summary>
    BeforeStart,
}

/// <summary>The schedule of periodic work.</summary>
/// <param name="Every">The period. A run that takes longer is followed by the next one at once; runs never overlap.</param>
/// <param name="Failure">The log message when a run throws. The next run takes place anyway.</param>
public sealed record PeriodicSchedule(TimeSpan Every, string Failure)
{
    public FirstRun First { get; init; } = FirstRun.AfterInterval;

    /// <summary>The minimum delay between the end of a run and the next run, so that signals that arrive together share one run.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.Zero;

    public LogLevel FailureLevel { get; init; } = LogLevel.Error;
}

/// <summary>Registers periodic work.</summary>
public static class PeriodicServices
{
    /// <summary>
    /// Runs a method of the registered service <typeparamref name="TWork"/> periodically while the host runs, and whenever its
    /// <see cref="WakeSignal{TWork}"/> is set. A service can have one periodic work at most.
    /// </summary>
    /// <param name="run">The work; it must be safe to interrupt.</param>
    /// <param name="subscribe">Subscribes the signal to other events that start the work; called once, before the host starts.</param>
    public static IServiceCollection AddPeriodic<TWork>(
        this IServiceCollection services, Func<TWork, CancellationToken, Task> run, PeriodicSchedule schedule, Action<IServiceProvider, WakeSignal>? subscribe = null)
        where TWork : class
    {
        services.TryAddSingleton<WakeSignal<TWork>>();
        return services.AddSingleton<IHostedService>(provider =>
        {
            var work = provider.GetRequiredService<TWork>();
            var signal = provider.GetRequiredService<WakeSignal<TWork>>();
            subscribe?.Invoke(provider, signal);
            return new PeriodicWorker(
                ct => run(work, ct), schedule, signal, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TWork>>());
        });
    }
}

/// <summary>Runs work periodically and whenever its signal is set. Idle between runs.</summary>
public sealed partial class PeriodicWorker(
    Func<CancellationToken, Task> run, PeriodicSchedule schedule, WakeSignal signal, TimeProvider time, ILogger log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (schedule.First == FirstRun.BeforeStart)
            await run(cancellationToken);
        else if (schedule.First == FirstRun.AtStart)
            signal.Set();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The timer only sets the signal, so that the loop waits for one thing.
        using var timer = time.CreateTimer(static state => ((WakeSignal)state!).Set(), signal, schedule.Every, schedule.Every);
        try
        {
            while (true)
            {
                await signal.WaitAsync(stoppingToken);
                await RunAsync(stoppingToken);
                if (schedule.Settle > TimeSpan.Zero)
                    await Task.Delay(schedule.Settle, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await run(ct);
        }
        catch (Exception error)
        {
            // While the host stops, work can fail in any way. Such failures are not logged and must not fail the host.
            if (!ct.IsCancellationRequested)
                Log.Failed(log, schedule.FailureLevel, error, schedule.Failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "{Failure}")]
        public static partial void Failed(ILogger log, LogLevel level, Exception error, string failure);
    }
}
