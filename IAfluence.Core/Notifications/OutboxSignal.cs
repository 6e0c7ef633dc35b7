using System.Threading.Channels;

namespace IAfluence.Core.Notifications;

/// <summary>Wakes this process's outbox when something was put into it, so that an alert does not wait for the next look.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _wake.Writer.TryWrite(true);

    /// <summary>Returns when something was put into the outbox, or when the time is over.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_wake.Reader.ReadAsync(pause.Token).AsTask(), Task.Delay(atMost, time, pause.Token));
        await pause.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
