using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>The one place where an answer comes to be: takes a visitor's message, has its reply made, and leads readers to it.</summary>
public sealed class ReplyService(
    ConversationFinder finder, MessageAdmission admission, AnswerPlanner planner, ReplyStore store, RunningReplies running, ReplyDrafts drafts)
    : IDisposable
{
    // Two readers who find the same dead reply must not both have it made: a second run, a second bill. It is rare enough for one gate.
    private readonly SemaphoreSlim _makingAnew = new(1);

    /// <summary>
    /// Stores the message and starts its reply; the message is on disk when this returns. A repeated message is led to the reply it has.
    /// </summary>
    /// <param name="message">Checked for size, origin, pace and token.</param>
    /// <param name="ct">The request's: until the message is decided. The reply lives on without it.</param>
    public async Task<SendResult> SendAsync(VisitorMessage message, CancellationToken ct)
    {
        var known = message is { Continues: true, Visitor: { } token }
            ? await finder.FindOrNullAsync(token, ct)
            : null;
        if (message.Continues && known is null)
            return new SendResult.Refused(ReplyErrors.InvalidToken);

        var now = drafts.Now;
        var (stamp, refused) = await admission.AdmitAsync(message, known, ct);
        var conversation = ReplyDrafts.Stamped(known ?? drafts.Conversation(message, now), stamp);
        var question = drafts.Question(message, conversation, now);
        var identity = new VisitorIdentity(conversation.ClientId, conversation.ChatbotId, conversation.VisitorId, conversation.Id);
        var key = ReplyDrafts.KeyOrNull(message, identity, question.Id, now);
        if (stamp is null)
            return await RefuseAsync(message, key, known, refused!, ct);
        if (conversation.State == ConversationState.Human)
            return await PassToHumanAsync(message, conversation, question, ct);
        var (plan, refusal) = await planner.PlanAsync(new PlanRequest(message.Chatbot, question, message.Locale, known?.Id, IsStored: false), ct);
        if (plan is null)
            return await RefuseAsync(message, key, known, refusal!, ct);

        running.SignOfLife();
        var record = drafts.Record(question, now);
        var run = running.Announce(drafts.Run(record, question, plan));
        var (outcome, durable) = await BeginAsync(run, new ReplyBeginning(key, conversation, known is null, question, record, plan));
        switch (outcome)
        {
            case BeginOutcome.ConversationGone:
                return new SendResult.Refused(ReplyErrors.InvalidToken);
            case BeginOutcome.QuotaExceeded:
                return await RefuseAsync(message, key, known, ReplyErrors.QuotaExceeded, ct);
            case BeginOutcome.Repeated:
                return await RepeatAsync(message, key, known, ct);
        }

        var reader = run.Attach(0);
        running.Start(run, durable);
        await durable;
        return new SendResult.Accepted(identity, reader);
    }

    /// <summary>Leads a reader to the answer to a message, while it is made and for ten minutes after. One whose process died is made anew.</summary>
    /// <param name="identity">Who asks; the message must be of the conversation it names.</param>
    /// <param name="chatbot">The chatbot, as published.</param>
    /// <param name="messageId">The visitor's message.</param>
    /// <param name="after">How many events the reader has already.</param>
    /// <param name="ct">The request's.</param>
    /// <returns>Null when there is no such message, or its events are no longer kept.</returns>
    public async Task<IReplyReader?> ReadOrNullAsync(
        VisitorIdentity identity, PublishedChatbot chatbot, MessageId messageId, int after, CancellationToken ct)
    {
        if (running.FindOrNull(messageId) is { } run)
            return run.Record.ConversationId == identity.ConversationId ? run.Attach(after) : null;
        var record = await store.FindRecordOrNullAsync(identity.ClientId, messageId, ct);
        if (record?.ConversationId != identity.ConversationId)
            return null;
        if (record.Ended || await running.IsAliveAsync(record.InstanceId, ct))
            return running.ReadElsewhere(record, after);
        return await MakeAnewAsync(identity, chatbot, record, ct);
    }

    /// <summary>Ends the answer to a message now; what was said stays. Nothing happens when it has ended.</summary>
    /// <returns>False when there is no such message.</returns>
    public async Task<bool> StopAsync(VisitorIdentity identity, MessageId messageId, CancellationToken ct)
    {
        if (running.FindOrNull(messageId) is { } run)
        {
            if (run.Record.ConversationId != identity.ConversationId)
                return false;
            run.Stop();
            return true;
        }

        var record = await store.FindRecordOrNullAsync(identity.ClientId, messageId, ct);
        if (record?.ConversationId == identity.ConversationId)
        {
            if (!record.Ended)
                await running.SignalAsync(record, ReplySignalKind.Stop);
            return true;
        }

        return await finder.FindMessageOrNullAsync(identity, messageId, ct) is not null;
    }

    public void Dispose() => _makingAnew.Dispose();

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
                plan.Answer.GiveUp();
                running.Withdraw(run);
            }
        }
    }

    /// <summary>A message that was received before is led to its reply, whatever stands in the way of new ones.</summary>
    private async Task<SendResult> RefuseAsync(VisitorMessage message, MessageKey? key, Conversation? known, string code, CancellationToken ct) =>
        await FindRepeatedOrNullAsync(message, key, known, ct) is { } accepted ? accepted : new SendResult.Refused(code);

    /// <summary>Keeps the message for a human: no model is asked, and neither quota nor outage stands in the way.</summary>
    private async Task<SendResult> PassToHumanAsync(VisitorMessage message, Conversation conversation, Message question, CancellationToken ct)
    {
        question = question with { ReplyId = null };
        var record = drafts.Record(question, question.At) with { FinishReason = FinishReason.Human, ExpiresAt = question.At + ReplyRecord.KeptFor };
        return await store.KeepAsync(conversation, question, record) switch
        {
            BeginOutcome.Begun => new SendResult.Accepted(message.Visitor!, new FinishedReplyReader([.. record.Events()])),
            BeginOutcome.Repeated => await RepeatAsync(message, null, conversation, ct),
            _ => new SendResult.Refused(ReplyErrors.InvalidToken),
        };
    }

    private async Task<SendResult> RepeatAsync(VisitorMessage message, MessageKey? key, Conversation? known, CancellationToken ct)
    {
        if (await FindRepeatedOrNullAsync(message, key, known, ct) is { } accepted)
            return accepted;
        // A key whose ten minutes are over, or whose conversation was erased, stands for nothing any more.
        if (key is not null && await store.ForgetAsync(key))
            return await SendAsync(message, ct);
        return new SendResult.Refused(ReplyErrors.InvalidToken);
    }

    private async Task<SendResult.Accepted?> FindRepeatedOrNullAsync(VisitorMessage message, MessageKey? key, Conversation? known, CancellationToken ct)
    {
        var (clientId, chatbotId) = (message.Chatbot.Client.Id, message.Chatbot.Chatbot.Id);
        var (identity, question) = key is not null
            ? await finder.FindByKeyOrNullAsync(clientId, chatbotId, key.Id, ct)
            : known is not null && message.ClientMessageId is { } id ? await finder.FindByClientMessageIdOrNullAsync(known, id, ct) : (null, null);
        if (question is null)
            return null;
        var reader = await ReadOrNullAsync(identity!, message.Chatbot, question.Id, 0, ct)
            ?? new FinishedReplyReader(await finder.FindEventsAsync(question, ct));
        return new SendResult.Accepted(identity!, reader);
    }

    private async Task<IReplyReader?> MakeAnewAsync(VisitorIdentity identity, PublishedChatbot chatbot, ReplyRecord dead, CancellationToken ct)
    {
        running.SignOfLife();
        await _makingAnew.WaitAsync(ct);
        try
        {
            if (running.FindOrNull(dead.Id) is { } made)
                return made.Attach(0);
            var question = await finder.FindMessageOrNullAsync(identity, dead.Id, ct);
            var conversation = await finder.FindOrNullAsync(identity, ct);
            if (question is null || conversation is null)
                return null;
            var since = drafts.Now;
            var request = new PlanRequest(chatbot, question, conversation.Locale, conversation.Id, IsStored: true);
            if ((await planner.PlanAsync(request, ct)).Plan is not { } plan)
                return null;
            if (await store.TakeOverAsync(dead, running.Instance) is not { } record)
            {
                plan.Answer.GiveUp();
            }
            else
            {
                plan = await planner.TakeOverAsync(request, plan, since, CancellationToken.None);
                var run = running.Announce(drafts.Run(record, question, plan));
                var reader = run.Attach(0);
                running.Start(run, store.OpenAnewAsync(plan));
                return reader;
            }
        }
        finally
        {
            _makingAnew.Release();
        }

        return await ReadOrNullAsync(identity, chatbot, dead.Id, 0, ct);
    }
}
