using System.Runtime.ExceptionServices;
using System.Text;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>
/// Makes every paid call of a model, whatever its purpose. A call reserves the quota of the model and its provider, opens a ledger entry, calls the
/// model, closes the entry and settles the quota. <see cref="MessageQuotas"/> claims the quotas of clients and chatbots, which count whole replies.
/// </summary>
public sealed class MeteredCalls(Ledger ledger, ModelQuotas models, QuotaWindows windows, IEnumerable<IAttemptListener> listeners, TimeProvider time)
{
    private readonly IReadOnlyList<IAttemptListener> _listeners = [.. listeners];

    /// <inheritdoc cref="ModelQuotas.IsUsedUp"/>
    public bool IsUsedUp(ResolvedModel model) => models.IsUsedUp(model);

    /// <summary>Reserves the quota of a call. Nothing is written when no quota applies to the model.</summary>
    /// <exception cref="ArgumentException">The purpose, the reply and the key of the request do not fit together.</exception>
    public async ValueTask<ReservedCall> ReserveAsync(CallRequest request, CancellationToken ct)
    {
        request.Check();
        if (request.Client.AllowedProcessors?.Allows(request.Model.Provider) == false)
            return new ReservedCall(null, CallRefusal.ProcessorNotAllowed);
        var opening = EntryOf(request);
        return await models.ReserveOrNullAsync(request.Model, opening, ct) is { } reservation
            ? new ReservedCall(new MeteredCall(this, request.Model, opening, reservation), null)
            : new ReservedCall(null, CallRefusal.QuotaUsedUp);
    }

    /// <summary>Makes a whole call. Its ledger entry is closed and durable when this method returns or throws.</summary>
    /// <param name="call">Calls the provider, reports the use to the meter and stops when the token is cancelled.</param>
    /// <param name="ct">Cancels the call; its entry is then closed as cancelled.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<MeteredResult<T>> RunAsync<T>(CallRequest request, Func<AttemptMeter, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        var (reserved, refusal) = await ReserveAsync(request, ct);
        if (reserved is null)
            return new MeteredResult<T>(refusal, null, null, default, null);
        await reserved.OpenAsync();
        using var end = new CancellationTokenSource(ReplyLimits.HardEnd, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token);
        var (value, error) = await TryAsync(call, reserved.Start(), linked.Token);
        var cancelled = error is OperationCanceledException && ct.IsCancellationRequested;
        ProviderFailure? failure = error is null || cancelled ? null : CallFailures.Of(error);
        var entry = reserved.End(cancelled ? AttemptOutcome.Cancelled : failure is null ? AttemptOutcome.Completed : AttemptOutcome.Failed, failure);
        await reserved.Close();
        if (cancelled)
            ct.ThrowIfCancellationRequested();
        return new MeteredResult<T>(null, failure, error, value, entry);
    }

    /// <summary>Calls a chat model and waits for its whole text. A failure is returned as a result; there is no fallback to another model.</summary>
    /// <param name="options">The options without a model; it is set here.</param>
    /// <param name="ct">Cancels the call; its entry is then closed as cancelled.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<MeteredResult<string>> ChatAsync(CallRequest request, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken ct) => RunAsync(
        request,
        async (meter, ended) =>
        {
            var text = new StringBuilder();
            await using var stream = Stream(request.Model, messages, options, StreamTimeouts.Default, meter, ct, ended);
            while (await stream.NextAsync() is { } words)
                text.Append(words);
            if (stream.Error is { } error)
                ExceptionDispatchInfo.Throw(error);
            return text.Length > 0 ? text.ToString() : throw new ProviderException(ProviderFailure.Transient, "The response has no text.");
        },
        ct);

    internal Write<InsertResult> Open(Attempt opening, WriteGroup? group) => ledger.Open(opening, group);

    internal AttemptMeter MeterOf(Attempt opening) => new(opening, time);

    internal ModelStream Stream(
        ResolvedModel model, IEnumerable<ChatMessage> messages, ChatOptions options, StreamTimeouts timeouts, AttemptMeter meter,
        CancellationToken caller, CancellationToken ended) => new(model, messages, options, timeouts, meter, time, caller, ended);

    internal Write<ModifyResult<Attempt>> Close(Attempt ended, ModelReservation reservation, WriteGroup? group)
    {
        if (reservation.IsEmpty)
            return ledger.Close(ended, group);
        var own = group ?? windows.NewGroup();
        // The entry is closed first: when the sweeper has already closed it, the settlement is skipped and the sweeper settles from the ledger.
        var closing = ledger.Close(ended, own);
        models.Settle(reservation, ended.Use() with { Messages = 1 }, own);
        if (group is null)
            own.Submit();
        return closing;
    }

    internal void Release(ModelReservation reservation) => models.Settle(reservation, QuotaUse.None);

    internal void Notify(Attempt closed)
    {
        foreach (var listener in _listeners)
            listener.AttemptClosed(closed);
    }

    private static async Task<(T? Value, Exception? Error)> TryAsync<T>(Func<AttemptMeter, CancellationToken, Task<T>> call, AttemptMeter meter, CancellationToken ct)
    {
        try
        {
            return (await call(meter, ct), null);
        }
        catch (Exception error)
        {
            return (default, error);
        }
    }

    private Attempt EntryOf(CallRequest request)
    {
        var now = time.GetUtcNow();
        var (model, reply) = (request.Model, request.Reply);
        return new Attempt
        {
            Id = NewId.Of<AttemptId>(time),
            ClientId = request.Client.Id,
            ChatbotId = request.ChatbotId,
            Purpose = request.Purpose,
            VersionId = reply?.VersionId,
            ConversationId = reply?.ConversationId,
            MessageId = reply?.MessageId,
            ReplyId = reply?.ReplyId,
            Number = reply?.Number ?? 1,
            Continues = reply?.Continues ?? false,
            ProviderId = model.Provider.Id,
            ModelId = model.Model.Id,
            Price = model.Model.Price,
            BilledTo = model.KeyOf is null ? BilledTo.Agency : BilledTo.Client,
            InputTokens = request.EstimatedInputTokens,
            Estimated = true,
            StartedAt = now,
            LeaseEndsAt = now + Ledger.Lease,
        };
    }
}
