using System.Threading.Channels;

namespace IAfluence.Core.Foundation;

/// <summary>Wakes one waiting worker. Setting it several times before the worker waits again wakes the worker once.</summary>
public class WakeSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _wake.Writer.TryWrite(true);

    /// <summary>Returns when the signal has been set since the last return. One caller at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken ct) => await _wake.Reader.ReadAsync(ct);
}

/// <summary>The signal of the periodic work that <typeparamref name="TWork"/> does; see <see cref="PeriodicServices.AddPeriodic{TWork}"/>.</summary>
public sealed class WakeSignal<TWork> : WakeSignal;
