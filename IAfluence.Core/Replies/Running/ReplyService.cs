using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>The one place where an answer comes to be: takes a visitor's message and has its reply made.</summary>
public sealed class ReplyService(
    MessageAdmission admission, RepeatedMessages repeated, ReplyPlanner planner, ReplyStore store, RunningReplies running, ReplyDrafts drafts)
{
    /// <summary>
    /// Stores the message and starts its reply; the message is on disk when this returns. A repeated message is led to the reply it has.
    /// </summary>
    /// <param name="message">Checked for size, origin, pace and token.</param>
    /// <param name="ct">The request's: until the message is decided. The reply lives on without it.</param>
    public async Task<SendResult> SendAsync(VisitorMessage message, CancellationToken ct)
    {
        var (known, update, refused) = await admission.AdmitAsync(message, ct);
        if (message.Continues && known is null)
            return new SendResult.Refused(refused!);
        var draft = drafts.Begin(message, known, update);
        if (update is null)
            return await RefuseAsync(message, draft.Key, known, refused!, ct);
        if (draft.Conversation.State == ConversationState.Human)
            return await PassToHumanAsync(message, draft, ct);
        var (plan, refusal) = await planner.PlanAsync(new PlanRequest(message.Chatbot, draft.Question, message.Locale, known?.Id, IsStored: false), ct);
        if (plan is null)
            return await RefuseAsync(message, draft.Key, known, refusal!, ct);

        running.SendHeartbeat();
        var run = running.Announce(drafts.Run(draft.Record, draft.Question, plan));
        var (outcome, durable) = await BeginAsync(run, new ReplyBeginning(draft.Key, draft.Conversation, known is null, draft.Question, draft.Record, plan));
        switch (outcome)
        {
            case BeginOutcome.ConversationGone:
                return new SendResult.Refused(ReplyErrors.InvalidToken);
            case BeginOutcome.QuotaExceeded:
                return await RefuseAsync(message, draft.Key, known, ReplyErrors.QuotaExceeded, ct);
            case BeginOutcome.Repeated:
                return await RepeatAsync(message, draft.Key, known, ct);
        }

        var reader = run.Attach(0);
        running.Start(run, durable);
        await durable;
        return new SendResult.Accepted(draft.Identity, reader);
    }

    private async Task<(BeginOutcome Outcome, Task Durable)> BeginAsync(ReplyRun run, ReplyBeginning beginning)
    {
        var (outcome, plan) = (BeginOutcome.Repeated, beginning.Plan);
        try
        {
            (outcome, var durable) = await store.BeginAsync(beginning);
            if (outcome != BeginOutcome.Begun && plan.Claim is { } claim)
                await claim.ReleaseAsync();
            return (outcome, durable);
        }
        finally
        {
            if (outcome != BeginOutcome.Begun)
            {
                plan.Producer.Release();
                running.Withdraw(run);
            }
        }
    }

    /// <summary>A message that was received before is led to its reply, whatever stands in the way of new ones.</summary>
    private async Task<SendResult> RefuseAsync(VisitorMessage message, MessageKey? key, Conversation? known, string code, CancellationToken ct) =>
        await repeated.FindOrNullAsync(message, key, known, ct) is { } accepted ? accepted : new SendResult.Refused(code);

    /// <summary>Keeps the message for a human: no model is asked, and neither quota nor outage stands in the way.</summary>
    private async Task<SendResult> PassToHumanAsync(VisitorMessage message, MessageDraft draft, CancellationToken ct)
    {
        var question = draft.Question with { ReplyId = null };
        var record = draft.Record with { ReplyId = question.Id, FinishReason = FinishReason.Human, ExpiresAt = question.At + ReplyRecord.KeptFor };
        return await store.KeepAsync(draft.Conversation, question, record) switch
        {
            BeginOutcome.Begun => new SendResult.Accepted(message.Visitor!, new FinishedReplyReader([.. record.Events()])),
            BeginOutcome.Repeated => await RepeatAsync(message, null, draft.Conversation, ct),
            _ => new SendResult.Refused(ReplyErrors.InvalidToken),
        };
    }

    private async Task<SendResult> RepeatAsync(VisitorMessage message, MessageKey? key, Conversation? known, CancellationToken ct)
    {
        if (await repeated.FindOrNullAsync(message, key, known, ct) is { } accepted)
            return accepted;
        if (key is null)
            return new SendResult.Refused(ReplyErrors.InvalidToken);
        // A key whose ten minutes are over, or whose conversation was erased, stands for nothing any more.
        await store.ForgetAsync(key);
        return await SendAsync(message, ct);
    }
}
