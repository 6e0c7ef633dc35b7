using System.Threading.Channels;

namespace IAfluence.Core.Foundation;

/// <summary>Wakes one waiting worker. Setting it several times before the worker waits again wakes it once.</summary>
public class WakeSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _wake.Writer.TryWrite(true);

    /// <summary>Waits until the signal is set; returns at once if it was set since the last return. Supports one caller at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken ct) => await _wake.Reader.ReadAsync(ct);
}

/// <summary>The signal for the periodic work of <typeparamref name="TWork"/>; see <see cref="PeriodicServices.AddPeriodic{TWork}"/>.</summary>
public sealed class WakeSignal<TWork> : WakeSignal;
