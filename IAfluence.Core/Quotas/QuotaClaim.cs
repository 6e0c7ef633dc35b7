using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>
/// What one message sets aside of its client's and its chatbot's quota: reserved in the group that stores the message, settled in the one
/// that closes its last attempt, or given back. Whichever of these a crash leaves undone, the sweeper does.
/// </summary>
public sealed class QuotaClaim : IDisposable
{
    private readonly QuotaWindows _windows;
    private readonly IReadOnlyList<QuotaPlace> _places;
    private readonly QuotaReservation _reservation;
    private readonly bool _always;
    private readonly Action<QuotaPlace, IQuotaWindow> _settled;
    private readonly Action _closed;
    private readonly Lock _gate = new();
    private readonly List<QuotaWrite> _reserving = [];
    private QuotaUse _used = QuotaUse.None;

    internal QuotaClaim(
        QuotaWindows windows, IReadOnlyList<QuotaPlace> places, QuotaReservation reservation, bool always,
        Action<QuotaPlace, IQuotaWindow> settled, Action closed)
    {
        (_windows, _places, _reservation, _always, _settled, _closed) = (windows, places, reservation, always, settled, closed);
        _used = QuotaUse.None with { Messages = reservation.Estimate.Messages };
    }

    /// <summary>Reserves; first in its group, so that nothing else of it is written where the quota is used up.</summary>
    public void Reserve(WriteGroup group)
    {
        foreach (var place in _places)
            _reserving.Add(_windows.Reserve(place, _reservation, _always, group));
    }

    /// <returns>False when a quota is used up.</returns>
    public async Task<bool> IsGrantedAsync()
    {
        foreach (var write in _reserving)
        {
            if (await write.Decided is null)
                return false;
        }

        return true;
    }

    /// <summary>Gives back whatever was reserved: the message was not stored.</summary>
    public async Task ReleaseAsync()
    {
        for (var index = 0; index < _reserving.Count; index++)
        {
            if (await _reserving[index].Decided is not null)
                await _windows.Settle(_places[index].Scope.ClientId, _places[index].WindowId, _reservation, QuotaUse.None).Decided;
        }
    }

    /// <summary>Adds what an attempt of the reply has used.</summary>
    internal void Add(QuotaUse use)
    {
        lock (_gate)
            _used += use;
    }

    /// <summary>Settles at what all closed attempts have used; last in its group.</summary>
    /// <returns>Completes when it is on disk.</returns>
    public Task Settle(WriteGroup group)
    {
        QuotaUse used;
        lock (_gate)
            used = _used;
        return Task.WhenAll([.. _places.Select(place => SettledAsync(place, _windows.Settle(place.Scope.ClientId, place.WindowId, _reservation, used, group)))]);
    }

    /// <summary>Hears of no attempt any more.</summary>
    public void Dispose() => _closed();

    private async Task SettledAsync(QuotaPlace place, QuotaWrite write)
    {
        await write.Durable;
        if (await write.Decided is { } window)
            _settled(place, window);
    }
}
