using System.Collections.Concurrent;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>
/// The quotas of models and providers: each attempt is a call, counted with its tokens and cost in the window that it began in. Whether
/// one is used up is asked of memory, which follows the store within a second; the reservation is decided by the store.
/// </summary>
public sealed partial class ModelQuotas(
    ProviderCatalog catalog, QuotaWindows windows, QuotaMarks marks, TimeProvider time, ILogger<ModelQuotas> log) : IModelQuotas, IAttemptListener
{
    /// <summary>What an answer is thought to take, until it is known: reserved so that many at once cannot all pass at the last moment.</summary>
    public const long TypicalAnswerTokens = 500;

    /// <summary>After the attempt's own lease, so that its entry is closed by then.</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<QuotaWindowId, IQuotaWindow> _known = new();
    private readonly ConcurrentDictionary<AttemptId, IReadOnlyList<Held>> _held = new();

    public bool IsUsedUp(ResolvedModel model)
    {
        // These quotas guard the agency's account; what a client's own key pays is not taken from them.
        if (model is { Model.Quota: null, Provider.Quota: null } or { KeyOf: not null })
            return false;
        return PlacesOf(model, time.GetUtcNow()).Any(place => _known.TryGetValue(place.WindowId, out var window) && place.Quota.IsReachedBy(window.Taken));
    }

    public ValueTask<bool> TryReserveAsync(Attempt opening, CancellationToken ct) =>
        opening.BilledTo == BilledTo.Agency && catalog.FindModelOrNull(opening.ModelId) is { } model && model is not { Model.Quota: null, Provider.Quota: null }
            ? new(ReserveAsync(PlacesOf(model, opening.StartedAt), opening, ct))
            : new(true);

    public void Release(Attempt opening) => Settle(opening, QuotaUse.None);

    public void AttemptClosed(Attempt closed) => Settle(closed, MessageQuotas.UseOf(closed) with { Messages = 1 });

    /// <summary>Takes in what other processes have reserved and settled.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var places = catalog.Models.SelectMany(model => PlacesOf(model, now)).DistinctBy(place => place.WindowId).ToDictionary(place => place.WindowId);
        foreach (var gone in _known.Keys.Where(id => !places.ContainsKey(id)))
            _known.TryRemove(gone, out _);
        foreach (var place in places.Values)
        {
            if (await windows.FindOrNullAsync(place, ct) is { } window)
                Know(window);
        }
    }

    internal static QuotaUse EstimateOf(ModelPrice price, long inputTokens) =>
        new(1, inputTokens + TypicalAnswerTokens, price.CostMicros(inputTokens, 0, TypicalAnswerTokens));

    private static QuotaReservation ReservationOf(Attempt attempt, QuotaUse estimate) =>
        new(attempt.Id.Value, null, estimate, attempt.StartedAt, (attempt.LeaseEndsAt ?? attempt.StartedAt) + SettlingTime);

    private static IEnumerable<QuotaPlace> PlacesOf(ResolvedModel model, DateTimeOffset at)
    {
        if (model.Model.Quota is { } ofModel)
            yield return QuotaPlace.At(QuotaScope.OfModel(model.Model.Id), ofModel, TimeZoneInfo.Utc, at);
        if (model.Provider.Quota is { } ofProvider)
            yield return QuotaPlace.At(QuotaScope.OfProvider(model.Provider.Id), ofProvider, TimeZoneInfo.Utc, at);
    }

    private async Task<bool> ReserveAsync(IEnumerable<QuotaPlace> places, Attempt opening, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var held = new List<Held>(2);
        foreach (var place in places)
        {
            var reservation = ReservationOf(
                opening, _known.GetValueOrDefault(place.WindowId).Tempered(EstimateOf(opening.Price, opening.InputTokens)));
            if (await windows.Reserve(place, reservation).Decided is not { } window)
            {
                Settle(held, QuotaUse.None);
                if (await windows.FindOrNullAsync(place, ct) is { } full)
                    Know(full);
                return false;
            }

            Know(window);
            held.Add(new Held(place, reservation));
        }

        _held[opening.Id] = held;
        return true;
    }

    private void Settle(Attempt attempt, QuotaUse used)
    {
        if (_held.TryRemove(attempt.Id, out var held))
            Settle(held, used);
    }

    private void Settle(IReadOnlyList<Held> held, QuotaUse used)
    {
        foreach (var one in held)
            _ = SettleAsync(one, used);
    }

    private async Task SettleAsync(Held held, QuotaUse used)
    {
        try
        {
            if (await windows.Settle(null, held.Place.WindowId, held.Reservation, used).Decided is not { } window)
                return;
            Know(window);
            await marks.NoteAlertsAsync(null, window, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The sweeper settles it from the ledger.
            Log.NotSettled(log, error, held.Place.WindowId);
        }
    }

    private void Know(IQuotaWindow window) =>
        _known.AddOrUpdate(window.Id, window, (_, known) => known.Version > window.Version ? known : window);

    private sealed record Held(QuotaPlace Place, QuotaReservation Reservation);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Quota window {WindowId} could not be settled; the sweeper will")]
        public static partial void NotSettled(ILogger log, Exception error, QuotaWindowId windowId);
    }
}
