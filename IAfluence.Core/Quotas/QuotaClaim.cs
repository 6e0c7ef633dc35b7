using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The message that a claim is made for.</summary>
/// <param name="Id">The visitor's message; not stored yet.</param>
/// <param name="ReplyId">The reply it will get, by which the ledger finds its attempts.</param>
/// <param name="At">When it arrived: it counts in the windows of that instant.</param>
public readonly record struct ClaimedMessage(MessageId Id, MessageId ReplyId, DateTimeOffset At);

/// <summary>
/// What one message sets aside of its client's and its chatbot's quota: reserved in the group that stores the message, settled in the one
/// that closes its last attempt, or given back. Whichever of these a crash leaves undone, the sweeper does.
/// </summary>
public sealed class QuotaClaim
{
    private readonly QuotaWindows _windows;
    private readonly IReadOnlyList<QuotaTarget> _targets;
    private readonly QuotaReservation _reservation;
    private readonly bool _always;
    private readonly Action<QuotaTarget, IQuotaWindow> _settled;
    private readonly List<QuotaWrite> _reserving = [];

    internal QuotaClaim(
        QuotaWindows windows, IReadOnlyList<QuotaTarget> targets, QuotaReservation reservation, bool always, Action<QuotaTarget, IQuotaWindow> settled) =>
        (_windows, _targets, _reservation, _always, _settled) = (windows, targets, reservation, always, settled);

    /// <summary>Reserves; first in its group, so that nothing else of it is written where the quota is used up.</summary>
    public void Reserve(WriteGroup group)
    {
        foreach (var target in _targets)
            _reserving.Add(_windows.Reserve(target, _reservation, _always, group));
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
                await _windows.Settle(_targets[index].Scope.ClientId, _targets[index].WindowId, _reservation, QuotaUse.None).Decided;
        }
    }

    /// <summary>Settles; last in its group.</summary>
    /// <param name="used">The tokens and the cost of all the reply's attempts; the message itself is counted here.</param>
    /// <param name="group">The group that closes the last of them.</param>
    /// <returns>Completes when it is on disk.</returns>
    public Task Settle(QuotaUse used, WriteGroup group)
    {
        used = used with { Messages = _reservation.Estimate.Messages };
        return Task.WhenAll([.. _targets.Select(target => SettledAsync(target, _windows.Settle(target.Scope.ClientId, target.WindowId, _reservation, used, group)))]);
    }

    private async Task SettledAsync(QuotaTarget target, QuotaWrite write)
    {
        await write.Durable;
        if (await write.Decided is { } window)
            _settled(target, window);
    }
}
