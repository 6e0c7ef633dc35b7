using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>Leads readers to a reply, wherever it is made: in this process, in another, or in one that died, whose reply is made anew.</summary>
public sealed class ReplyReaders(
    ConversationFinder finder, ReplyPlanner planner, ReplyStore store, RunningReplies running, ReplyDrafts drafts, TimeProvider time)
    : IDisposable
{
    // Two readers who find the same dead reply must not both have it made: a second run, a second bill. It is rare enough for one gate.
    private readonly SemaphoreSlim _restarting = new(1);

    /// <summary>Leads a reader to the answer to a message, while it is made and for ten minutes after. One whose process died is made anew.</summary>
    /// <param name="identity">Who asks; the message must be of the conversation it names.</param>
    /// <param name="chatbot">The chatbot, as published.</param>
    /// <param name="messageId">The visitor's message.</param>
    /// <param name="after">How many events the reader has already.</param>
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
            return running.ReadRemote(record, after);
        return await RestartAsync(identity, chatbot, record, ct);
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

    public void Dispose() => _restarting.Dispose();

    private async Task<IReplyReader?> RestartAsync(VisitorIdentity identity, PublishedChatbot chatbot, ReplyRecord dead, CancellationToken ct)
    {
        running.SendHeartbeat();
        await _restarting.WaitAsync(ct);
        try
        {
            if (running.FindOrNull(dead.Id) is { } made)
                return made.Attach(0);
            var question = await finder.FindMessageOrNullAsync(identity, dead.Id, ct);
            var conversation = await finder.FindOrNullAsync(identity, ct);
            if (question is null || conversation is null)
                return null;
            var since = time.GetUtcNow();
            var request = new PlanRequest(chatbot, question, conversation.Locale, conversation.Id, IsStored: true);
            if ((await planner.PlanAsync(request, ct)).Plan is not { } plan)
                return null;
            if (await store.TakeOverAsync(dead, running.Instance) is not { } record)
            {
                plan.Producer.Release();
            }
            else
            {
                plan = await planner.TakeOverAsync(request, plan, since, CancellationToken.None);
                var run = running.Announce(drafts.Run(record, question, plan));
                var reader = run.Attach(0);
                running.Start(run, store.OpenRestartedAsync(plan));
                return reader;
            }
        }
        finally
        {
            _restarting.Release();
        }

        return await ReadOrNullAsync(identity, chatbot, dead.Id, 0, ct);
    }
}
