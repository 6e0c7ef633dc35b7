using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>
/// One paid call of a model, from the reservation of its quota to the closing of its ledger entry. The caller opens, starts, ends and closes it in
/// this order, or releases it when the call is not made. After a crash, the sweepers of the ledger and of quotas complete it. Not thread-safe.
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

    /// <summary>The ledger entry in its open state.</summary>
    public Attempt Opening { get; }

    /// <summary>Opens the ledger entry. Call the model only after this write is decided.</summary>
    /// <param name="group">The write group to join; null to write at once.</param>
    public Write<InsertResult> Open(WriteGroup? group = null) => _calls.Open(Opening, group);

    /// <summary>Opens the ledger entry in a write of its own and waits until it is durable. The reservation is released when the write fails.</summary>
    internal async ValueTask OpenAsync()
    {
        try
        {
            // No visitor waits for the first token of this call, so it waits until the entry is on disk: every paid call is in the ledger.
            await Open().Durable;
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Starts the measurement; called immediately before the model is called.</summary>
    public AttemptMeter Start() => _meter = _calls.MeterOf(Opening);

    /// <summary>Calls the model and returns its response as a stream.</summary>
    /// <param name="options">The options without a model; it is set here.</param>
    /// <param name="caller">Cancelled when the caller, for example the reply, is cancelled.</param>
    /// <param name="ended">The caller's token linked with the time limit of the whole call.</param>
    internal ModelStream Stream(IEnumerable<ChatMessage> messages, ChatOptions options, StreamTimeouts timeouts, CancellationToken caller, CancellationToken ended) =>
        _calls.Stream(Model, messages, options, timeouts, Start(), caller, ended);

    /// <summary>Ends the measurement and notifies the listeners. The caller must then write the closed entry with <see cref="Close"/>.</summary>
    /// <returns>The closed entry.</returns>
    public Attempt End(AttemptOutcome outcome, ProviderFailure? failure = null)
    {
        if (_ended is not null)
            throw new InvalidOperationException("The call has already ended.");
        _ended = (_meter ?? Start()).Close(outcome, failure);
        _calls.Notify(_ended);
        return _ended;
    }

    /// <summary>Closes the ledger entry, then settles the reservations of the model and its provider in the same write group.</summary>
    /// <param name="group">The write group to join; null to write at once.</param>
    public Write<ModifyResult<Attempt>> Close(WriteGroup? group = null) =>
        _calls.Close(_ended ?? throw new InvalidOperationException("The call has not ended yet."), _reservation, group);

    /// <summary>Releases the reservation of a call that was never opened.</summary>
    public void Release() => _calls.Release(_reservation);
}
