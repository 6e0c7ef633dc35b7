using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>Finds and stops replies by their message, in this process or another one. A reply whose process died is restarted here.</summary>
public sealed class ReplyReaders(
    ConversationFinder finder, ReplyPlanner planner, ReplyStore store, RunningReplies running, ReplyDrafts drafts, TimeProvider time)
    : IDisposable
{
    // Two readers of the same dead reply must not both restart it, which would cost twice. This is rare, so one lock for all replies is enough.
    private readonly SemaphoreSlim _restarting = new(1);

    /// <summary>Opens a reader of the reply to a message, while the reply runs and for 10 minutes after. A reply whose process died is restarted from its beginning.</summary>
    /// <param name="identity">The visitor; the message must belong to the visitor's conversation.</param>
    /// <param name="messageId">The visitor's message, not the reply.</param>
    /// <param name="after">The number of events that the reader already has.</param>
    /// <returns>Null when the message does not exist or its events have expired.</returns>
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

    /// <summary>Stops the reply to a message and keeps the text so far. Does nothing when the reply has ended.</summary>
    /// <returns>False when the message does not exist.</returns>
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
                var run = running.Register(drafts.Run(record, question, plan));
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
