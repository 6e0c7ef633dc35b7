using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Handover;

/// <summary>What became of a visitor's wish for a human.</summary>
public enum HandoverOutcome
{
    /// <summary>A human is awaited.</summary>
    Awaited,

    /// <summary>The chatbot does not offer it.</summary>
    Off,

    /// <summary>Nobody of the team is there at this hour.</summary>
    OutOfHours,

    /// <summary>There is no such conversation.</summary>
    Missing,
}

/// <summary>Who answers a conversation: the chatbot, or a human. From the wish on messages are kept for a human, until someone gives it back or closes it.</summary>
public sealed class HandoverService(ClientDocuments<Conversation> conversations, HandoverMails mails, TimeProvider time)
{
    /// <summary>Who asks again and again within this time is told of once.</summary>
    public static readonly TimeSpan NotifyInterval = TimeSpan.FromMinutes(30);

    /// <summary>A visitor asks for a human; the members of the client are told.</summary>
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
        // From here on nothing ends with the call: a visitor who waits has been told of, also when the wish was noted by one that broke off.
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

    /// <summary>The visitor goes back to the chatbot.</summary>
    /// <returns>False when there is no such conversation.</returns>
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

    /// <summary>A member gives it back to the chatbot, or closes it; a visitor who writes again is answered by the chatbot.</summary>
    /// <param name="state">What it is to be.</param>
    /// <returns>False when there is no such conversation, or when no human was awaited in it.</returns>
    public async Task<bool> EndAsync(ClientId clientId, ConversationId id, ConversationState state, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var changed = await conversations.Modify(
            clientId, id, new Update<Conversation>().Set(conversation => conversation.State, state),
            Filter<Conversation>.Eq(conversation => conversation.State, ConversationState.Human));
        return changed.Applied;
    }
}
