using IAfluence.Core.Quotas;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Running;

/// <summary>Writes the accounting of a reply: its ledger entries, its use of quotas and the savings of the cache. It is kept when the conversation is erased.</summary>
public sealed class ReplyLedger(ReplySavings savings, QuotaWindows windows)
{
    /// <summary>Opens the ledger entry of the first attempt.</summary>
    /// <returns>Null when no model is called.</returns>
    public static Write<InsertResult>? Open(IReplyProducer producer, WriteGroup group) => producer.Opening?.Open(group);

    /// <summary>Reserves the quota and opens the ledger entry of a reply that is restarted. Completes when both are durable.</summary>
    public Task OpenRestartedAsync(ReplyPlan plan)
    {
        var group = windows.NewGroup();
        plan.Claim?.Reserve(group);
        var opened = Open(plan.Producer, group);
        group.Submit();
        return opened?.Durable ?? Task.CompletedTask;
    }

    /// <summary>Closes the last ledger entry, settles the quota and counts the savings. Completes when all of it is durable.</summary>
    public Task CloseAsync(ReplyEnding ending)
    {
        var group = windows.NewGroup();
        // The entry is closed first: when the sweeper has already closed it, the sweeper also settles the quota, from the entry that it wrote.
        var closed = ending.LastCall is { } call ? call.Close(group).Durable : Task.CompletedTask;
        var settled = ending.Claim?.Settle(ending.Used, group) ?? Task.CompletedTask;
        group.Submit();
        var saved = ending.Reply is { SavedMicros: { } micros } reply
            ? savings.CountAsync(reply.ClientId, reply.ChatbotId, reply.At, micros)
            : Task.CompletedTask;
        return Task.WhenAll(closed, settled, saved);
    }
}
