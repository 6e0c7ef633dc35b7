using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Quotas;

/// <summary>How the quotas that a message falls under stand.</summary>
/// <param name="Step">What the chatbot may still do; <see cref="DegradeStep.Off"/> when its own quota or its client's is used up.</param>
/// <param name="OfLadder">Whether the step is one of the client's ladder.</param>
/// <param name="Window">The client's window, else the chatbot's; null where there is none yet.</param>
public sealed record QuotaStanding(DegradeStep Step, bool OfLadder, IQuotaWindow? Window)
{
    /// <summary>No quota says anything.</summary>
    public static readonly QuotaStanding Free = new(DegradeStep.None, false, null);
}

/// <summary>
/// The quotas of clients and chatbots: each visitor's message is counted once, with the tokens and the cost of all its attempts, in the
/// window that it arrived in. Nothing is read or written where there is no quota.
/// </summary>
public sealed partial class MessageQuotas(
    QuotaWindows windows, QuotaMarks marks, QuotaSettlement settlement, ILogger<MessageQuotas> log)
{
    /// <summary>How the quotas stand now. The claim decides in the end; this says what to claim for.</summary>
    public ValueTask<QuotaStanding> FindStandingAsync(PublishedChatbot chatbot, DateTimeOffset at, CancellationToken ct) =>
        chatbot is { Client.Quota: null, Chatbot.Quota: null } ? new(QuotaStanding.Free) : new(LookAsync(chatbot, at, ct));

    /// <summary>Makes the claim of a message; nothing is reserved before <see cref="QuotaClaim.Reserve"/>.</summary>
    /// <param name="chatbot">The chatbot, as published.</param>
    /// <param name="estimate">What its answer is thought to take.</param>
    /// <returns>Null where there is no quota.</returns>
    public QuotaClaim? ClaimOrNull(PublishedChatbot chatbot, ClaimedMessage message, QuotaUse estimate) =>
        Open(chatbot, message, estimate with { Messages = 1 }, message.At, always: false);

    /// <summary>
    /// Claims for a reply that is made anew because its process died: what that process used is settled, and the message, which was
    /// admitted and counted then, is not asked for again.
    /// </summary>
    /// <returns>Null where there is no quota.</returns>
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

    /// <summary>Notes that a step was taken, once in its period: whoever is first waits for it.</summary>
    public Task NoteStepAsync(PublishedChatbot chatbot, QuotaStanding standing) => standing is { OfLadder: true, Window: { } window }
        ? NoteAsync(() => marks.NoteStepAsync(chatbot.Client.Id, window, standing.Step, CancellationToken.None))
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
        _ = NoteAsync(() => marks.NoteAlertsAsync(target.Scope.ClientId, window, CancellationToken.None));

    private async Task NoteAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception error)
        {
            // The sweeper looks at every current window again.
            Log.NotNoted(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A quota's mark could not be noted; it is tried again")]
        public static partial void NotNoted(ILogger log, Exception error);
    }
}
