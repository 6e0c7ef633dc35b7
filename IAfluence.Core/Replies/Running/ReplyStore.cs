using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Replies.Running;

/// <summary>What is written when a reply begins: everything, or nothing if the message was received before.</summary>
/// <param name="Key">For a message that begins a conversation and can be repeated; null otherwise.</param>
/// <param name="Conversation">The conversation as it was read, with what the message adds to it, or as it is to be inserted.</param>
/// <param name="IsNew">Whether the message begins it.</param>
/// <param name="Question">The visitor's message.</param>
/// <param name="Record">The reply's record.</param>
/// <param name="Plan">How it is answered: what is set aside of quotas, and the ledger entry of the first attempt.</param>
public sealed record ReplyBeginning(
    MessageKey? Key, Conversation Conversation, bool IsNew, Message Question, ReplyRecord Record, ReplyPlan Plan);

/// <summary>How a beginning was decided.</summary>
public enum BeginOutcome
{
    Begun,

    /// <summary>The message was received before: its reply is to be found, not made.</summary>
    Repeated,

    /// <summary>The conversation is gone.</summary>
    ConversationGone,

    /// <summary>A quota was used up in the last moment.</summary>
    QuotaExceeded,
}

/// <summary>What is written when a reply ends.</summary>
/// <param name="Record">The record with its end and all its words.</param>
/// <param name="Reply">The reply to store; null when there is none.</param>
/// <param name="LastCall">The call whose ledger entry is still open; null when all are closed.</param>
/// <param name="Used">The tokens and the cost of all attempts of this reply.</param>
/// <param name="Claim">What it had set aside of quotas; null for nothing.</param>
public sealed record ReplyEnding(ReplyRecord Record, Message? Reply, MeteredCall? LastCall, QuotaUse Used, QuotaClaim? Claim);

/// <summary>The writes of a reply: each effect starts from one fact and leaves in one group.</summary>
public sealed class ReplyStore(
    ClientDocuments<Conversation> conversations,
    ClientDocuments<Message> messages,
    ClientDocuments<ReplyRecord> replies,
    ClientDocuments<MessageKey> keys,
    ReplyLedger ledger,
    IOptions<RetentionOptions> retention)
{
    /// <summary>When something written now is purged, for this client.</summary>
    public DateTimeOffset ExpiryOf(Client client, DateTimeOffset now) => now.AddDays(client.RetentionDays ?? retention.Value.Days);

    /// <returns>The decided outcome, and the task that completes when all of it is on disk.</returns>
    public async Task<(BeginOutcome Outcome, Task Durable)> BeginAsync(ReplyBeginning beginning)
    {
        var (clientId, question) = (beginning.Conversation.ClientId, beginning.Question);
        var group = replies.NewGroup();
        // What can refuse comes before everything, so that a refusal leaves nothing behind.
        beginning.Plan.Claim?.Reserve(group);
        // Of the rest the fact comes first: the key of a first message, else the message, unique in its conversation by the visitor's own id.
        var key = beginning.Key is null ? default : keys.Insert(clientId, beginning.Key, group);
        if (beginning.IsNew)
            _ = conversations.Insert(clientId, beginning.Conversation, group);
        var message = messages.Insert(clientId, question, group);
        var conversation = beginning.IsNew ? default : conversations.Modify(clientId, beginning.Conversation.Id, Touch(beginning.Conversation, question), group: group);
        var record = replies.Insert(clientId, beginning.Record, group);
        var last = ReplyLedger.Open(beginning.Plan.Producer, group) ?? record;
        group.Submit();

        if (beginning.Plan.Claim is { } claim && !await claim.IsGrantedAsync())
            return (BeginOutcome.QuotaExceeded, Task.CompletedTask);
        if (beginning.Key is not null && await key.Decided == InsertResult.KeyTaken || await message.Decided == InsertResult.KeyTaken)
        {
            // What took the key may itself be only decided, and is not to be found before it is durable; as this refusal is, after it.
            await message.Durable;
            return (BeginOutcome.Repeated, Task.CompletedTask);
        }

        if (!beginning.IsNew && !(await conversation.Decided).Applied)
        {
            await messages.Delete(clientId, question.Id);
            return (BeginOutcome.ConversationGone, Task.CompletedTask);
        }

        await last.Decided;
        return (BeginOutcome.Begun, last.Durable);
    }

    /// <summary>Writes a message that a human is to answer; it is on disk when this returns.</summary>
    /// <param name="updated">The conversation as it was read, with what the message adds to it.</param>
    /// <param name="question">The visitor's message.</param>
    /// <param name="record">Says that no reply is made.</param>
    public async Task<BeginOutcome> KeepAsync(Conversation updated, Message question, ReplyRecord record)
    {
        var group = replies.NewGroup();
        var message = messages.Insert(question.ClientId, question, group);
        var conversation = conversations.Modify(question.ClientId, updated.Id, Touch(updated, question), group: group);
        var last = replies.Insert(question.ClientId, record, group);
        group.Submit();
        if (await message == InsertResult.KeyTaken)
            return BeginOutcome.Repeated;
        await last;
        if ((await conversation).Applied)
            return BeginOutcome.Begun;
        await messages.Delete(question.ClientId, question.Id);
        return BeginOutcome.ConversationGone;
    }

    /// <summary>Deletes a key, so that its message is new again.</summary>
    public async Task ForgetAsync(MessageKey key) => await keys.Delete(key.ClientId, key.Id);

    /// <summary>Opens the ledger of a reply that is made anew; completes when they are on disk.</summary>
    public Task OpenRestartedAsync(ReplyPlan plan) => ledger.OpenAnewAsync(plan);

    /// <summary>Writes the end of a reply; returns when it is on disk. Where the conversation is gone, only the ledger is written.</summary>
    public async Task EndAsync(ReplyEnding ending)
    {
        var record = ending.Record;
        var closing = ledger.CloseAsync(ending);
        var update = new Update<Conversation>().Increment(conversation => conversation.CostMicros, ending.Used.CostMicros);
        if (ending.Reply is { } reply)
        {
            update.Increment(conversation => conversation.MessageCount, 1)
                .Increment(conversation => conversation.SavedMicros, reply.SavedMicros ?? 0)
                .Set(conversation => conversation.LastMessageAt, reply.At)
                .Set(conversation => conversation.ExpiresAt, reply.ExpiresAt);
        }

        var group = replies.NewGroup();
        _ = conversations.Modify(record.ClientId, record.ConversationId, update, group: group);
        if (ending.Reply is not null)
            _ = messages.Insert(record.ClientId, ending.Reply, group);
        var last = replies.Modify(
            record.ClientId,
            record.Id,
            new Update<ReplyRecord>()
                .Set(stored => stored.Tokens, record.Tokens)
                .Set(stored => stored.FinishReason, record.FinishReason)
                .Set(stored => stored.ErrorCode, record.ErrorCode)
                .Set(stored => stored.Sources, record.Sources)
                .Set(stored => stored.ExpiresAt, record.ExpiresAt),
            group: group);
        group.Submit();
        await Task.WhenAll(closing, last.Durable);
    }

    /// <summary>Writes what remains of a reply whose visitor was erased: its ledger.</summary>
    public Task EndDiscardedAsync(ReplyEnding ending) => ledger.CloseAsync(ending with { Reply = null });

    /// <summary>Adds words to the record of a reply that is still being made, for readers elsewhere; nothing once it has ended.</summary>
    /// <param name="after">How many words it has; 0 to write them all, whatever it has.</param>
    public Task FlushAsync(ReplyRecord record, int after, IReadOnlyList<string> words)
    {
        var update = new Update<ReplyRecord>();
        return replies.Modify(
            record.ClientId,
            record.Id,
            after == 0 ? update.Set(stored => stored.Tokens, words) : update.Push(stored => stored.Tokens, words),
            StillMadeBy(record.InstanceId)).AsTask();
    }

    /// <summary>Takes over a reply whose process died.</summary>
    /// <param name="record">As it was read.</param>
    /// <param name="by">The process that will make it.</param>
    /// <returns>Its record now; null when another process was quicker.</returns>
    public async Task<ReplyRecord?> TakeOverAsync(ReplyRecord record, InstanceId by)
    {
        var result = await replies.Modify(
            record.ClientId,
            record.Id,
            new Update<ReplyRecord>().Set(stored => stored.InstanceId, by).Set(stored => stored.Tokens, []),
            StillMadeBy(record.InstanceId));
        return result.After;
    }

    public Task<ReplyRecord?> FindRecordOrNullAsync(ClientId clientId, MessageId messageId, CancellationToken ct) =>
        replies.FindOrNullAsync(clientId, messageId, ct);

    private static Filter<ReplyRecord> StillMadeBy(InstanceId instance) =>
        Filter<ReplyRecord>.Eq(stored => stored.InstanceId, instance)
        & Filter<ReplyRecord>.Eq(stored => stored.FinishReason, null)
        & Filter<ReplyRecord>.Eq(stored => stored.ErrorCode, null);

    private static Update<Conversation> Touch(Conversation updated, Message question)
    {
        var update = new Update<Conversation>()
            .Increment(conversation => conversation.MessageCount, 1)
            .Set(conversation => conversation.LastMessageAt, question.At)
            .Set(conversation => conversation.ExpiresAt, question.ExpiresAt)
            // None too: another signature may have left nothing of what was known.
            .Set(conversation => conversation.Facts, updated.Facts);
        // Who writes again into a closed conversation opens it again.
        if (updated.State == ConversationState.Closed)
            update.Set(conversation => conversation.State, ConversationState.Open);
        if (updated.ConsentVersion is not null)
            update.Set(conversation => conversation.ConsentVersion, updated.ConsentVersion).Set(conversation => conversation.ConsentAt, updated.ConsentAt);
        if (updated.FactsRefused)
            update.Set(conversation => conversation.FactsRefused, true);
        return update;
    }
}
