using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>Recognises a message that was sent before, and finds the reply to it.</summary>
public sealed class RepeatedMessages(ConversationFinder finder, ReplyReaders readers)
{
    /// <param name="key">The key of the message; null when it has none.</param>
    /// <param name="known">The conversation that the message continues; null when it begins one.</param>
    /// <returns>Null when the message was not received before.</returns>
    public async Task<SendResult.Accepted?> FindOrNullAsync(VisitorMessage message, MessageKey? key, Conversation? known, CancellationToken ct)
    {
        var (clientId, chatbotId) = (message.Chatbot.Client.Id, message.Chatbot.Chatbot.Id);
        var (identity, question) = key is not null
            ? await finder.FindByKeyOrNullAsync(clientId, chatbotId, key.Id, ct)
            : known is not null && message.ClientMessageId is { } id ? await finder.FindByClientMessageIdOrNullAsync(known, id, ct) : (null, null);
        if (question is null)
            return null;
        var reader = await readers.ReadOrNullAsync(identity!, message.Chatbot, question.Id, 0, ct)
            ?? new FinishedReplyReader(await finder.FindEventsAsync(question, ct));
        return new SendResult.Accepted(identity!, reader);
    }
}
