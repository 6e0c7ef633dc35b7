using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Replies.Running;

/// <summary>The documents that are written when a reply begins. Nothing is written when the message was received before.</summary>
/// <param name="Key">Identifies a repetition of a conversation's first message; null for other messages.</param>
/// <param name="Conversation">The new conversation, or the existing one with the changes of the message.</param>
/// <param name="IsNew">Whether the message begins the conversation.</param>
/// <param name="Question">The visitor's message.</param>
/// <param name="Plan">Holds the claim on quotas and the ledger entry of the first attempt, which are written with the message.</param>
public sealed record ReplyBeginning(
    MessageKey? Key, Conversation Conversation, bool IsNew, Message Question, ReplyRecord Record, ReplyPlan Plan);

/// <summary>The result of storing a message.</summary>
public enum BeginOutcome
{
    /// <summary>The message was stored.</summary>
    Begun,

    /// <summary>The message was received before; its reply already exists.</summary>
    Repeated,

    /// <summary>The conversation no longer exists.</summary>
    ConversationGone,

    /// <summary>A quota was used up between the plan and the write.</summary>
    QuotaExceeded,
}

/// <summary>The documents that are written when a reply ends.</summary>
/// <param name="Record">The complete record, with its finish reason or error code.</param>
/// <param name="Reply">The reply to store; null when it has no text.</param>
/// <param name="LastCall">The call whose ledger entry is still open; null when all entries are closed.</param>
/// <param name="Used">The tokens and the cost of all attempts.</param>
/// <param name="Claim">The claim to settle; null when there is none.</param>
public sealed record ReplyEnding(ReplyRecord Record, Message? Reply, MeteredCall? LastCall, QuotaUse Used, QuotaClaim? Claim);

/// <summary>Stores messages, replies and their records. The writes of each step belong to one write group.</summary>
public sealed class ReplyStore(
    ClientDocuments<Conversation> conversations,
    ClientDocuments<Message> messages,
    ClientDocuments<ReplyRecord> replies,
    ClientDocuments<MessageKey> keys,
    ReplyLedger ledger,
    IOptions<RetentionOptions> retention)
{
    /// <summary>When a document of this client that is written now expires.</summary>
    public DateTimeOffset ExpiryOf(Client client, DateTimeOffset now) => now.AddDays(client.RetentionDays ?? retention.Value.Days);

    /// <summary>Stores a message and everything that its reply starts with.</summary>
    /// <returns>The outcome, and a task that completes when all writes are durable.</returns>
    public async Task<(BeginOutcome Outcome, Task Durable)> BeginAsync(ReplyBeginning beginning)
    {
        var (clientId, question) = (beginning.Conversation.ClientId, beginning.Question);
        var group = replies.NewGroup();
        // The claim can refuse the group, so it comes first: after a refusal nothing else is written.
        beginning.Plan.Claim?.Reserve(group);
        // The next write detects a repetition: the key of a first message, otherwise the message, whose ClientMessageId is unique in the conversation.
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
            // The write that took the key may not be durable yet, so a read can miss it. This write is durable after that one, so waiting for it is enough.
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

    /// <summary>Stores a message for a human. It is durable when this method returns.</summary>
    /// <param name="updated">The conversation with the changes of the message.</param>
    /// <param name="record">The record with <see cref="FinishReason.Human"/>.</param>
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

    /// <summary>Deletes a key, so that its message counts as new.</summary>
    public async Task ForgetAsync(MessageKey key) => await keys.Delete(key.ClientId, key.Id);

    /// <inheritdoc cref="ReplyLedger.OpenRestartedAsync"/>
    public Task OpenRestartedAsync(ReplyPlan plan) => ledger.OpenRestartedAsync(plan);

    /// <summary>Stores the end of a reply. It is durable when this method returns. When the conversation no longer exists, only the accounting is written.</summary>
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

        if (record.Outcome is { } outcome)
            update.Set(conversation => conversation.LastOutcome, outcome);

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
                .Set(stored => stored.Outcome, record.Outcome)
                .Set(stored => stored.Sources, record.Sources)
                .Set(stored => stored.Suggestions, record.Suggestions)
                .Set(stored => stored.ExpiresAt, record.ExpiresAt),
            group: group);
        group.Submit();
        await Task.WhenAll(closing, last.Durable);
    }

    /// <summary>Writes the accounting of a reply whose visitor was erased, and nothing else.</summary>
    public Task EndDiscardedAsync(ReplyEnding ending) => ledger.CloseAsync(ending with { Reply = null });

    /// <summary>Adds text to the record of a running reply, for readers in other processes. Does nothing once the reply has ended.</summary>
    /// <param name="after">The number of tokens that the record already has; 0 to replace all of them.</param>
    public Task FlushAsync(ReplyRecord record, int after, IReadOnlyList<string> words)
    {
        var update = new Update<ReplyRecord>();
        return replies.Modify(
            record.ClientId,
            record.Id,
            after == 0 ? update.Set(stored => stored.Tokens, words) : update.Push(stored => stored.Tokens, words),
            StillRunBy(record.InstanceId)).AsTask();
    }

    /// <summary>Takes over a reply whose process died.</summary>
    /// <param name="by">The process that restarts the reply.</param>
    /// <returns>The record after the change; null when another process has taken over the reply.</returns>
    public async Task<ReplyRecord?> TakeOverAsync(ReplyRecord record, InstanceId by)
    {
        var result = await replies.Modify(
            record.ClientId,
            record.Id,
            new Update<ReplyRecord>().Set(stored => stored.InstanceId, by).Set(stored => stored.Tokens, []),
            StillRunBy(record.InstanceId));
        return result.After;
    }

    public Task<ReplyRecord?> FindRecordOrNullAsync(ClientId clientId, MessageId messageId, CancellationToken ct) =>
        replies.FindOrNullAsync(clientId, messageId, ct);

    private static Filter<ReplyRecord> StillRunBy(InstanceId instance) =>
        Filter<ReplyRecord>.Eq(stored => stored.InstanceId, instance)
        & Filter<ReplyRecord>.Eq(stored => stored.FinishReason, null)
        & Filter<ReplyRecord>.Eq(stored => stored.ErrorCode, null);

    private static Update<Conversation> Touch(Conversation updated, Message question)
    {
        var update = new Update<Conversation>()
            .Increment(conversation => conversation.MessageCount, 1)
            .Set(conversation => conversation.LastMessageAt, question.At)
            .Set(conversation => conversation.ExpiresAt, question.ExpiresAt)
            // Also when empty: a new signature may have replaced every earlier fact.
            .Set(conversation => conversation.Facts, updated.Facts);
        // A new message reopens a closed conversation.
        if (updated.State == ConversationState.Closed)
            update.Set(conversation => conversation.State, ConversationState.Open);
        if (updated.ConsentVersion is not null)
            update.Set(conversation => conversation.ConsentVersion, updated.ConsentVersion).Set(conversation => conversation.ConsentAt, updated.ConsentAt);
        if (updated.FactsRefused)
            update.Set(conversation => conversation.FactsRefused, true);
        return update;
    }
}
