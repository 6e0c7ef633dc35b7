using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Handover;

/// <summary>The result of a visitor's request for a human.</summary>
public enum HandoverOutcome
{
    /// <summary>The conversation waits for a human.</summary>
    Awaited,

    /// <summary>The chatbot does not offer a handover.</summary>
    Off,

    /// <summary>The request was made outside the team's opening hours.</summary>
    OutOfHours,

    /// <summary>The conversation does not exist.</summary>
    Missing,
}

/// <summary>Hands a conversation over to a human and back to the chatbot. From the request on, messages wait for a human until the conversation is given back or closed.</summary>
public sealed class HandoverService(ClientDocuments<Conversation> conversations, HandoverMails mails, TimeProvider time)
{
    /// <summary>Repeated requests within this time cause one notification.</summary>
    public static readonly TimeSpan NotifyInterval = TimeSpan.FromMinutes(30);

    /// <summary>Records a visitor's request for a human and notifies the members of the client.</summary>
    public async Task<HandoverOutcome> AskAsync(PublishedChatbot chatbot, VisitorIdentity visitor, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        if (!chatbot.Settings.Handover)
            return HandoverOutcome.Off;
        if (chatbot.Settings.Hours is { } hours && !hours.StandingAt(chatbot.Client.LocalTime(now)).Open)
            return HandoverOutcome.OutOfHours;
        var mine = Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId);
        var asked = await conversations.Modify(
            visitor.ClientId,
            visitor.ConversationId,
            new Update<Conversation>().Set(conversation => conversation.State, ConversationState.Human).Set(conversation => conversation.HumanAskedAt, now),
            mine & Filter<Conversation>.Ne(conversation => conversation.State, ConversationState.Human));
        // From here on the caller's token is ignored: the members must be notified of every recorded request, also when an earlier call that recorded it was cancelled.
        var conversation = asked.After ?? await conversations.FindOrNullAsync(visitor.ClientId, visitor.ConversationId, CancellationToken.None);
        if (conversation is not { State: ConversationState.Human } || conversation.VisitorId != visitor.VisitorId)
            return HandoverOutcome.Missing;
        await NotifyAsync(chatbot, conversation);
        return HandoverOutcome.Awaited;
    }

    private async Task NotifyAsync(PublishedChatbot chatbot, Conversation conversation)
    {
        var askedAt = conversation.HumanAskedAt ?? time.GetUtcNow();
        if (conversation.MembersToldAt + NotifyInterval > askedAt)
            return;
        await mails.SendAsync(chatbot, conversation, askedAt);
        var told = await conversations.Modify(conversation.ClientId, conversation.Id, new Update<Conversation>().Set(known => known.MembersToldAt, askedAt));
        if (!told.Applied)
            await mails.EraseAsync(conversation);
    }

    /// <summary>Returns the visitor to the chatbot.</summary>
    /// <returns>False when the conversation does not exist or belongs to another visitor.</returns>
    public async Task<bool> ReturnAsync(VisitorIdentity visitor, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var changed = await conversations.Modify(
            visitor.ClientId,
            visitor.ConversationId,
            new Update<Conversation>().Set(conversation => conversation.State, ConversationState.Open),
            Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId));
        return changed.Applied;
    }

    /// <summary>Gives a conversation back to the chatbot, or closes it. In both cases the chatbot replies to the visitor's next message.</summary>
    /// <param name="state">The new state.</param>
    /// <returns>False when the conversation does not exist or is not handed over to a human.</returns>
    public async Task<bool> EndAsync(ClientId clientId, ConversationId id, ConversationState state, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var changed = await conversations.Modify(
            clientId, id, new Update<Conversation>().Set(conversation => conversation.State, state),
            Filter<Conversation>.Eq(conversation => conversation.State, ConversationState.Human));
        return changed.Applied;
    }
}
