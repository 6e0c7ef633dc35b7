using System.Collections.Concurrent;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>The reservations of one call in the quotas of its model and its provider. The call settles them when its ledger entry is closed.</summary>
public sealed class ModelReservation
{
    /// <summary>The reservation of a call to which no quota applies.</summary>
    public static readonly ModelReservation None = new([]);

    internal ModelReservation(IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> held) => Held = held;

    public bool IsEmpty => Held.Count == 0;

    internal IReadOnlyList<(QuotaTarget Place, QuotaReservation Reservation)> Held { get; }
}

/// <summary>
/// The quotas of models and providers. Each attempt counts as one call, with its tokens and cost, in the window of the instant at which it started.
/// <see cref="IsUsedUp"/> reads memory, which is at most about a second behind the store. A reservation is decided by the store.
/// </summary>
public sealed partial class ModelQuotas(
    ProviderCatalog catalog, QuotaWindows windows, QuotaMarks marks, TimeProvider time, ILogger<ModelQuotas> log)
{
    /// <summary>The completion tokens reserved for a reply before its length is known, so that many concurrent replies cannot all pass a nearly used-up quota.</summary>
    public const long TypicalReplyTokens = 500;

    private readonly ConcurrentDictionary<QuotaWindowId, IQuotaWindow> _known = new();

    /// <summary>Whether a quota of the model or its provider is used up. Read from memory, because it is called for every model of every route.</summary>
    public bool IsUsedUp(ResolvedModel model)
    {
        // These quotas protect the agency's account. Calls with a client's own key do not count.
        if (model is { Model.Quota: null, Provider.Quota: null } or { KeyOf: not null })
            return false;
        return TargetsOf(model, time.GetUtcNow()).Any(target => _known.TryGetValue(target.WindowId, out var window) && target.Quota.IsReachedBy(window.Taken));
    }

    /// <summary>
    /// Reserves the estimated use of a call, before its ledger entry is opened and the model is called. Completes synchronously when no quota applies.
    /// </summary>
    /// <param name="opening">The ledger entry to be opened; its input tokens are an estimate.</param>
    /// <param name="ct">The token of the request for the first attempt, the token of the reply for later ones.</param>
    /// <returns>Null when a quota is used up; the route then skips the model.</returns>
    public ValueTask<ModelReservation?> ReserveOrNullAsync(ResolvedModel model, Attempt opening, CancellationToken ct) =>
        opening.BilledTo == BilledTo.Agency && model is not { Model.Quota: null, Provider.Quota: null }
            ? new(ReserveAsync(TargetsOf(model, opening.StartedAt), opening, ct))
            : new(ModelReservation.None);

    /// <summary>Replaces a reservation by the actual use. When the write fails, the sweeper settles from the ledger.</summary>
    /// <param name="used">The actual use, including the call itself; <see cref="QuotaUse.None"/> releases the reservation.</param>
    /// <param name="group">The write group in which the entry is closed before; null to write at once.</param>
    public void Settle(ModelReservation reservation, QuotaUse used, WriteGroup? group = null)
    {
        foreach (var (target, held) in reservation.Held)
            _ = SettledAsync(target.WindowId, windows.Settle(null, target.WindowId, held, used, group));
    }

    /// <summary>Reads the current windows again, to see what other processes have reserved and settled.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var targets = catalog.Models.SelectMany(model => TargetsOf(model, now)).DistinctBy(target => target.WindowId).ToDictionary(target => target.WindowId);
        foreach (var gone in _known.Keys.Where(id => !targets.ContainsKey(id)))
            _known.TryRemove(gone, out _);
        foreach (var target in targets.Values)
        {
            if (await windows.FindOrNullAsync(target, ct) is { } window)
                Remember(window);
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
                    Remember(full);
                return null;
            }

            Remember(window);
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
            Remember(window);
            await marks.NoteAlertsAsync(null, window, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The sweeper settles the reservation from the ledger.
            Log.NotSettled(log, error, windowId);
        }
    }

    private void Remember(IQuotaWindow window) =>
        _known.AddOrUpdate(window.Id, window, (_, known) => known.Version > window.Version ? known : window);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Quota window {WindowId} could not be settled; the sweeper settles it later")]
        public static partial void NotSettled(ILogger log, Exception error, QuotaWindowId windowId);
    }
}
