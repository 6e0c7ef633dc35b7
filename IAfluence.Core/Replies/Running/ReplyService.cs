using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>Accepts visitors' messages and starts their replies.</summary>
public sealed class ReplyService(
    MessageAdmission admission, RepeatedMessages repeated, ReplyPlanner planner, ReplyStore store, RunningReplies running, ReplyDrafts drafts)
{
    /// <summary>
    /// Stores a message and starts its reply. The message is durable when this method returns. A repeated message returns the reply that already exists.
    /// </summary>
    /// <param name="message">Its size, origin, rate limit and token were already checked.</param>
    /// <param name="ct">The token of the request. It has no effect once the message is stored; the reply runs on.</param>
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
        var run = running.Register(drafts.Run(draft.Record, draft.Question, plan));
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
                running.Remove(run);
            }
        }
    }

    /// <summary>Refuses a message, unless it was received before: a repeated message returns its reply, whatever the refusal.</summary>
    private async Task<SendResult> RefuseAsync(VisitorMessage message, MessageKey? key, Conversation? known, string code, CancellationToken ct) =>
        await repeated.FindOrNullAsync(message, key, known, ct) is { } accepted ? accepted : new SendResult.Refused(code);

    /// <summary>Stores a message for a human. No model is called and no quota is checked.</summary>
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
        // The key has expired, or its conversation was erased: the message counts as new.
        await store.ForgetAsync(key);
        return await SendAsync(message, ct);
    }
}
