using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>The state of the quotas that apply to a message.</summary>
/// <param name="Step">The step of the degrade ladder to apply; <see cref="DegradeStep.Off"/> when the quota of the chatbot or of its client is used up.</param>
/// <param name="OfLadder">
/// Whether the step comes from the client's degrade ladder; false when there is no step or it comes from the chatbot's own quota.
/// </param>
/// <param name="Window">
/// The chatbot's window when only the chatbot's quota is used up; otherwise the client's window if it exists, or the chatbot's. Null when
/// nothing was reserved in this period.
/// </param>
public sealed record QuotaStanding(DegradeStep Step, bool OfLadder, IQuotaWindow? Window)
{
    /// <summary>No quota applies.</summary>
    public static readonly QuotaStanding Free = new(DegradeStep.None, false, null);
}

/// <summary>
/// The quotas of clients and chatbots. Each visitor's message counts once, with the tokens and the cost of all its attempts, in the window of its
/// arrival. When no quota applies, nothing is read or written.
/// </summary>
public sealed partial class MessageQuotas(
    QuotaWindows windows, QuotaMarks marks, QuotaSettlement settlement, ILogger<MessageQuotas> log)
{
    /// <summary>Reads the state of the quotas, to plan a reply. The claim makes the final decision.</summary>
    public ValueTask<QuotaStanding> FindStandingAsync(PublishedChatbot chatbot, DateTimeOffset at, CancellationToken ct) =>
        chatbot is { Client.Quota: null, Chatbot.Quota: null } ? new(QuotaStanding.Free) : new(LookAsync(chatbot, at, ct));

    /// <summary>Creates the claim of a message. Nothing is reserved before <see cref="QuotaClaim.Reserve"/> is called.</summary>
    /// <param name="estimate">The expected use of the reply; its message count is ignored.</param>
    /// <returns>Null when neither the client nor the chatbot has a quota.</returns>
    public QuotaClaim? ClaimOrNull(PublishedChatbot chatbot, ClaimedMessage message, QuotaUse estimate) =>
        Open(chatbot, message, estimate with { Messages = 1 }, message.At, always: false);

    /// <summary>
    /// Creates the claim of a reply that is restarted because its process died. The use of that process is settled from the ledger first.
    /// The message was admitted and counted then, so this claim counts no message and is always granted.
    /// </summary>
    /// <returns>Null when neither the client nor the chatbot has a quota.</returns>
    public async Task<QuotaClaim?> TakeOverOrNullAsync(PublishedChatbot chatbot, ClaimedMessage message, QuotaUse estimate, DateTimeOffset now, CancellationToken ct)
    {
        var targets = TargetsOf(chatbot, message.At);
        foreach (var target in targets)
        {
            foreach (var left in (await windows.FindOrNullAsync(target, ct))?.Open.Select(QuotaReservation.Parse).Where(open => open.Id == message.Id.Value) ?? [])
                await settlement.SettleAsync(target.Scope.ClientId, target.WindowId, left, processDied: true, ct);
        }

        return Open(chatbot, message, estimate with { Messages = 0 }, now, always: true);
    }

    /// <summary>Records that a step of the degrade ladder was reached, once per period. Does nothing when the step is not one of the ladder.</summary>
    public Task NoteStepAsync(PublishedChatbot chatbot, QuotaStanding standing) => standing is { OfLadder: true, Window: { } window }
        ? RecordMarkAsync(() => marks.NoteStepAsync(chatbot.Client.Id, window, standing.Step, CancellationToken.None))
        : Task.CompletedTask;

    internal static IReadOnlyList<QuotaTarget> TargetsOf(PublishedChatbot chatbot, DateTimeOffset at)
    {
        var (client, own) = (chatbot.Client, chatbot.Chatbot);
        if (client.Quota is null && own.Quota is null)
            return [];
        var zone = QuotaSpan.ZoneOf(client.TimeZone);
        var targets = new List<QuotaTarget>(2);
        if (client.Quota is { } ofClient)
            targets.Add(QuotaTarget.At(QuotaScope.OfClient(client.Id), ofClient, zone, at));
        if (own.Quota is { } ofChatbot)
            targets.Add(QuotaTarget.At(QuotaScope.OfChatbot(client.Id, own.Id), ofChatbot, zone, at));
        return targets;
    }

    private QuotaClaim? Open(PublishedChatbot chatbot, ClaimedMessage message, QuotaUse estimate, DateTimeOffset since, bool always)
    {
        var targets = TargetsOf(chatbot, message.At);
        return targets.Count == 0
            ? null
            : new QuotaClaim(
                windows, targets, new QuotaReservation(message.Id.Value, message.ReplyId, estimate, since, since + QuotaReservation.Lease), always, Settled);
    }

    private async Task<QuotaStanding> LookAsync(PublishedChatbot chatbot, DateTimeOffset at, CancellationToken ct)
    {
        var standing = QuotaStanding.Free;
        foreach (var target in TargetsOf(chatbot, at))
        {
            if (await windows.FindOrNullAsync(target, ct) is not { } window)
                continue;
            var percent = target.Quota.PercentOf(window.Used);
            if (target.Scope.Kind == QuotaKind.Client)
            {
                var step = (chatbot.Client.Ladder ?? DegradeLadder.Default).StepAt(percent);
                standing = new QuotaStanding(step, step != DegradeStep.None, window);
            }
            else if (percent >= 100 && standing.Step != DegradeStep.Off)
            {
                standing = new QuotaStanding(DegradeStep.Off, false, window);
            }
            else
            {
                standing = standing with { Window = standing.Window ?? window };
            }
        }

        return standing;
    }

    private void Settled(QuotaTarget target, IQuotaWindow window) =>
        _ = RecordMarkAsync(() => marks.NoteAlertsAsync(target.Scope.ClientId, window, CancellationToken.None));

    private async Task RecordMarkAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception error)
        {
            // The sweeper checks every current window again.
            Log.MarkFailed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A quota mark could not be recorded; the sweeper tries again")]
        public static partial void MarkFailed(ILogger log, Exception error);
    }
}
