using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The visitor's message for which quota is claimed.</summary>
/// <param name="Id">The message, which may not be stored yet.</param>
/// <param name="ReplyId">The reply to the message; the ledger finds the attempts by this id.</param>
/// <param name="At">When the message arrived; it counts in the windows of this instant.</param>
public readonly record struct ClaimedMessage(MessageId Id, MessageId ReplyId, DateTimeOffset At);

/// <summary>
/// The claim of one message on the quotas of its client and chatbot. It is reserved in the write group that stores the message, and settled in the
/// group that closes the last attempt, or released. After a crash, the sweeper settles it.
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

    /// <summary>Reserves the quota. Must be the first write of its group: when the quota is used up, the group then writes nothing else.</summary>
    public void Reserve(WriteGroup group)
    {
        foreach (var target in _targets)
            _reserving.Add(_windows.Reserve(target, _reservation, _always, group));
    }

    /// <returns>False when a quota of the client or chatbot is used up.</returns>
    public async Task<bool> IsGrantedAsync()
    {
        foreach (var write in _reserving)
        {
            if (await write.Decided is null)
                return false;
        }

        return true;
    }

    /// <summary>Releases the reservations of a message that was not stored.</summary>
    public async Task ReleaseAsync()
    {
        for (var index = 0; index < _reserving.Count; index++)
        {
            if (await _reserving[index].Decided is not null)
                await _windows.Settle(_targets[index].Scope.ClientId, _targets[index].WindowId, _reservation, QuotaUse.None).Decided;
        }
    }

    /// <summary>Settles the reservations. Must be the last write of its group.</summary>
    /// <param name="used">The tokens and the cost of all attempts at the reply; the message count is set here.</param>
    /// <param name="group">The write group that closes the last attempt.</param>
    /// <returns>Completes when the settlement is durable.</returns>
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
