using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>
/// One paid call of a model, from what is set aside for it to its closing entry: opened, called, ended, closed, in this order; or released when it
/// is not made. Whatever a crash leaves undone, the sweepers of the ledger and of quotas do. Not for several threads at once.
/// </summary>
public sealed class MeteredCall
{
    private readonly MeteredCalls _calls;
    private readonly ModelReservation _reservation;
    private AttemptMeter? _meter;
    private Attempt? _ended;

    internal MeteredCall(MeteredCalls calls, ResolvedModel model, Attempt opening, ModelReservation reservation) =>
        (_calls, Model, Opening, _reservation) = (calls, model, opening, reservation);

    public ResolvedModel Model { get; }

    /// <summary>The entry as it is opened.</summary>
    public Attempt Opening { get; }

    /// <summary>Opens the entry in the ledger; the model is called once that is decided.</summary>
    /// <param name="group">The group to join; null to leave at once.</param>
    public Write<InsertResult> Open(WriteGroup? group = null) => _calls.Open(Opening, group);

    /// <summary>Opens the entry in the ledger by itself; what was set aside is given back when that fails.</summary>
    internal async ValueTask OpenAsync()
    {
        try
        {
            // Nobody waits for the first word of such a call, so it can wait until the entry is on disk: a call that is paid is in the ledger.
            await Open().Durable;
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Begins to measure: the call is made now.</summary>
    public AttemptMeter Start() => _meter = _calls.MeterOf(Opening);

    /// <summary>Calls the model and reads its answer piece by piece.</summary>
    /// <param name="messages">What it is asked.</param>
    /// <param name="options">Without a model.</param>
    /// <param name="patience">How long it may be silent.</param>
    /// <param name="caller">The reply's own, or whoever wants the answer.</param>
    /// <param name="ended">The caller's token, linked with the time limit of the whole call.</param>
    internal ModelStream Stream(IEnumerable<ChatMessage> messages, ChatOptions options, StreamTimeouts timeouts, CancellationToken caller, CancellationToken ended) =>
        _calls.Stream(Model, messages, options, timeouts, Start(), caller, ended);

    /// <summary>Ends the call and tells the listeners; its closing entry is still to be written with <see cref="Close"/>.</summary>
    /// <returns>The closing entry.</returns>
    public Attempt End(AttemptOutcome outcome, ProviderFailure? failure = null)
    {
        if (_ended is not null)
            throw new InvalidOperationException("The call has ended.");
        _ended = (_meter ?? Start()).Close(outcome, failure);
        _calls.Notify(_ended);
        return _ended;
    }

    /// <summary>Writes the closing entry and, behind it in the same group, settles what the model and its provider had set aside.</summary>
    /// <param name="group">The group to join; null to leave at once.</param>
    public Write<ModifyResult<Attempt>> Close(WriteGroup? group = null) =>
        _calls.Close(_ended ?? throw new InvalidOperationException("The call has not ended."), _reservation, group);

    /// <summary>Gives back what was set aside for a call that was never opened.</summary>
    public void Release() => _calls.Release(_reservation);
}
