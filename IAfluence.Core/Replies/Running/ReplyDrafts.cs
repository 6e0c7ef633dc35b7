using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Replies.Running;

/// <summary>The documents that a message creates or changes, before they are stored.</summary>
/// <param name="Conversation">The new conversation, or the existing one with the changes of the message.</param>
/// <param name="Question">The visitor's message.</param>
/// <param name="Key">Identifies a repetition of a conversation's first message; null for other messages and when the device gave no usable id.</param>
public sealed record MessageDraft(Conversation Conversation, Message Question, VisitorIdentity Identity, MessageKey? Key, ReplyRecord Record);

/// <summary>Creates the documents of a visitor's message before they are stored: the conversation, the message and the record of the reply.</summary>
public sealed class ReplyDrafts(ReplyStore store, RunningReplies running, TimeProvider time, ILogger<ReplyRun> log)
{
    private const int OpeningCharacters = 200;

    /// <param name="known">The conversation that the message continues; null when it begins one.</param>
    /// <param name="update">The changes to the conversation; null when the message is refused.</param>
    public MessageDraft Begin(VisitorMessage message, Conversation? known, ConversationUpdate? update)
    {
        var now = time.GetUtcNow();
        var conversation = Apply(known ?? NewConversation(message, now), update);
        var question = Question(message, conversation, now);
        var identity = new VisitorIdentity(conversation.ClientId, conversation.ChatbotId, conversation.VisitorId, conversation.Id);
        return new MessageDraft(conversation, question, identity, KeyOrNull(message, identity, question.Id, now), Record(question, now));
    }

    public ReplyRun Run(ReplyRecord record, Message question, ReplyPlan plan) => new(
        record,
        new Message
        {
            Id = record.ReplyId,
            ClientId = question.ClientId,
            ConversationId = question.ConversationId,
            ChatbotId = question.ChatbotId,
            Role = MessageRole.Assistant,
            Text = "",
            At = question.At,
            ReplyTo = question.Id,
            VersionId = question.VersionId,
            ExpiresAt = question.ExpiresAt,
        },
        plan,
        store,
        time,
        log);

    private Conversation NewConversation(VisitorMessage message, DateTimeOffset now) => new()
    {
        Id = NewId.Of<ConversationId>(time),
        ClientId = message.Chatbot.Client.Id,
        ChatbotId = message.Chatbot.Chatbot.Id,
        VisitorId = message.Visitor?.VisitorId ?? NewId.Of<VisitorId>(time),
        Locale = message.Locale,
        Page = message.Page,
        Opening = message.Text.Length <= OpeningCharacters ? message.Text : TextCut.At(message.Text, OpeningCharacters),
        MessageCount = 1,
        StartedAt = now,
        LastMessageAt = now,
        ExpiresAt = store.ExpiryOf(message.Chatbot.Client, now),
    };

    private static Conversation Apply(Conversation conversation, ConversationUpdate? update) => update is null
        ? conversation
        : conversation with
        {
            ConsentVersion = update.ConsentVersion ?? conversation.ConsentVersion,
            ConsentAt = update.ConsentAt ?? conversation.ConsentAt,
            Facts = update.Facts.MergeInto(conversation.Facts),
            FactsRefused = conversation.FactsRefused || update.Facts.Refused,
        };

    private Message Question(VisitorMessage message, Conversation conversation, DateTimeOffset now) => new()
    {
        Id = NewId.Of<MessageId>(time),
        ClientId = conversation.ClientId,
        ConversationId = conversation.Id,
        ChatbotId = conversation.ChatbotId,
        Role = MessageRole.Visitor,
        Text = message.Text,
        At = now,
        ClientMessageId = message.ClientMessageId,
        ReplyId = NewId.Of<MessageId>(time),
        VersionId = message.Chatbot.Version.Id,
        ExpiresAt = store.ExpiryOf(message.Chatbot.Client, now),
    };

    private ReplyRecord Record(Message question, DateTimeOffset now) => new()
    {
        Id = question.Id,
        ClientId = question.ClientId,
        ConversationId = question.ConversationId,
        ChatbotId = question.ChatbotId,
        ReplyId = question.ReplyId ?? question.Id,
        InstanceId = running.Instance,
        ExpiresAt = now.AddDays(1),
    };

    private static MessageKey? KeyOrNull(VisitorMessage message, VisitorIdentity identity, MessageId messageId, DateTimeOffset now)
    {
        if (message.Continues || message.ClientMessageId is not { } id)
            return null;
        if (message.Visitor is null && !MessageKey.IsUnguessable(id))
            return null;
        return new MessageKey
        {
            Id = new MessageKeyId($"{message.Visitor?.VisitorId.Value ?? identity.ChatbotId.Value}:{id.ToLowerInvariant()}"),
            ClientId = identity.ClientId,
            VisitorId = identity.VisitorId,
            ConversationId = identity.ConversationId,
            MessageId = messageId,
            ExpiresAt = now + MessageKey.KeptFor,
        };
    }
}
