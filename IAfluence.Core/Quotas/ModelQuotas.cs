using System.Collections.Concurrent;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>
/// The quotas of models and providers: each attempt is a call, counted with its tokens and cost in the window that it began in. Whether
/// one is used up is asked of memory, which follows the store within a second; the reservation is decided by the store.
/// </summary>
public sealed partial class ModelQuotas(
    ProviderCatalog catalog, QuotaWindows windows, QuotaMarks marks, TimeProvider time, ILogger<ModelQuotas> log)
{
    /// <summary>What an answer is thought to take, until it is known: reserved so that many at once cannot all pass at the last moment.</summary>
    public const long TypicalReplyTokens = 500;

    private readonly ConcurrentDictionary<QuotaWindowId, IQuotaWindow> _known = new();

    /// <summary>Whether a model is to be passed over without a call. From memory: asked for every model of every route.</summary>
    public bool IsUsedUp(ResolvedModel model)
    {
        // These quotas guard the agency's account; what a client's own key pays is not taken from them.
        if (model is { Model.Quota: null, Provider.Quota: null } or { KeyOf: not null })
            return false;
        return TargetsOf(model, time.GetUtcNow()).Any(target => _known.TryGetValue(target.WindowId, out var window) && target.Quota.IsReachedBy(window.Taken));
    }

    /// <summary>
    /// Sets aside what a call may use, before its entry is opened and its model called. Completed at once where no quota concerns the model.
    /// </summary>
    /// <param name="opening">As it will stand in the ledger; its input tokens are an estimate.</param>
    /// <param name="ct">The request's for the first attempt, the reply's for the others.</param>
    /// <returns>Null when it does not fit: the model is passed over.</returns>
    public ValueTask<ModelReservation?> ReserveOrNullAsync(ResolvedModel model, Attempt opening, CancellationToken ct) =>
        opening.BilledTo == BilledTo.Agency && model is not { Model.Quota: null, Provider.Quota: null }
            ? new(ReserveAsync(TargetsOf(model, opening.StartedAt), opening, ct))
            : new(ModelReservation.None);

    /// <summary>Turns what was set aside into what was used; nothing to give it back. Where the group fails, the sweeper settles from the ledger.</summary>
    /// <param name="reservation">As it was reserved.</param>
    /// <param name="used">The call itself among it.</param>
    /// <param name="group">The group that closes the entry, behind its closing; null to leave at once.</param>
    public void Settle(ModelReservation reservation, QuotaUse used, WriteGroup? group = null)
    {
        foreach (var (target, held) in reservation.Held)
            _ = SettledAsync(target.WindowId, windows.Settle(null, target.WindowId, held, used, group));
    }

    /// <summary>Takes in what other processes have reserved and settled.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var targets = catalog.Models.SelectMany(model => TargetsOf(model, now)).DistinctBy(target => target.WindowId).ToDictionary(target => target.WindowId);
        foreach (var gone in _known.Keys.Where(id => !targets.ContainsKey(id)))
            _known.TryRemove(gone, out _);
        foreach (var target in targets.Values)
        {
            if (await windows.FindOrNullAsync(target, ct) is { } window)
                Know(window);
        }
    }

    internal static QuotaUse EstimateOf(ModelPrice price, long inputTokens) =>
        new(1, inputTokens + TypicalReplyTokens, price.CostMicros(inputTokens, 0, TypicalReplyTokens));

    private static QuotaReservation ReservationOf(Attempt attempt, QuotaUse estimate) =>
        new(attempt.Id.Value, null, estimate, attempt.StartedAt, attempt.StartedAt + QuotaReservation.Lease);

    private static IEnumerable<QuotaTarget> TargetsOf(ResolvedModel model, DateTimeOffset at)
    {
        if (model.Model.Quota is { } ofModel)
            yield return QuotaTarget.At(QuotaScope.OfModel(model.Model.Id), ofModel, TimeZoneInfo.Utc, at);
        if (model.Provider.Quota is { } ofProvider)
            yield return QuotaTarget.At(QuotaScope.OfProvider(model.Provider.Id), ofProvider, TimeZoneInfo.Utc, at);
    }

    private async Task<ModelReservation?> ReserveAsync(IEnumerable<QuotaTarget> targets, Attempt opening, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var held = new List<(QuotaTarget, QuotaReservation)>(2);
        foreach (var target in targets)
        {
            var reservation = ReservationOf(
                opening, _known.GetValueOrDefault(target.WindowId).Refine(EstimateOf(opening.Price, opening.InputTokens)));
            if (await windows.Reserve(target, reservation).Decided is not { } window)
            {
                Settle(new ModelReservation(held), QuotaUse.None);
                if (await windows.FindOrNullAsync(target, ct) is { } full)
                    Know(full);
                return null;
            }

            Know(window);
            held.Add((target, reservation));
        }

        return new ModelReservation(held);
    }

    private async Task SettledAsync(QuotaWindowId windowId, QuotaWrite settling)
    {
        try
        {
            if (await settling.Decided is not { } window)
                return;
            Know(window);
            await marks.NoteAlertsAsync(null, window, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The sweeper settles it from the ledger.
            Log.NotSettled(log, error, windowId);
        }
    }

    private void Know(IQuotaWindow window) =>
        _known.AddOrUpdate(window.Id, window, (_, known) => known.Version > window.Version ? known : window);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Quota window {WindowId} could not be settled; the sweeper will")]
        public static partial void NotSettled(ILogger log, Exception error, QuotaWindowId windowId);
    }
}
