using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>What a visitor last agreed to; its id is the visitor's.</summary>
public sealed record VisitorConsent : ClientDocument<VisitorId>
{
    public static readonly CollectionDefinition<VisitorConsent> Collection = new CollectionDefinition<VisitorConsent>("visitor-consents")
        .Index(consent => consent.ChatbotId)
        .Expires(consent => consent.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, consent => consent.ChatbotId)
        .ErasedWith(OwnerKind.Visitor, consent => consent.Id);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>See <see cref="ChatbotConsent.VersionOf"/>.</summary>
    public required string Given { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Keeps what visitors agreed to: with the visitor, so that another conversation need not ask again, and with the conversation.</summary>
public sealed class VisitorConsents(
    ClientDocuments<VisitorConsent> consents, ClientDocuments<Conversation> conversations, ReplyStore store, TimeProvider time)
{
    /// <summary>Records it; on disk when this returns.</summary>
    /// <param name="visitor">Whose conversation there may not be yet.</param>
    /// <param name="version">What the visitor was shown.</param>
    /// <returns>False when the chatbot asks for something else by now.</returns>
    public async Task<bool> RecordAsync(PublishedChatbot chatbot, VisitorIdentity visitor, string version, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (ChatbotConsent.VersionsOrNull(chatbot.Settings)?.Contains(version) != true)
            return false;
        var now = time.GetUtcNow();
        var expires = store.ExpiryOf(chatbot.Client, now);
        await consents.Modify(
            visitor.ClientId,
            visitor.VisitorId,
            new Update<VisitorConsent>().Set(consent => consent.Given, version).Set(consent => consent.At, now).Set(consent => consent.ExpiresAt, expires),
            seed: new VisitorConsent
            {
                Id = visitor.VisitorId,
                ClientId = visitor.ClientId,
                ChatbotId = visitor.ChatbotId,
                Given = version,
                At = now,
                ExpiresAt = expires,
            });
        await conversations.Modify(
            visitor.ClientId,
            visitor.ConversationId,
            new Update<Conversation>().Set(conversation => conversation.ConsentVersion, version).Set(conversation => conversation.ConsentAt, now),
            Filter<Conversation>.Eq(conversation => conversation.VisitorId, visitor.VisitorId));
        return true;
    }

    /// <param name="versions">What the chatbot asks for, in each of its languages.</param>
    /// <returns>Which of them the visitor agreed to, and when; null when none.</returns>
    internal async Task<(string Version, DateTimeOffset At)?> FindOrNullAsync(VisitorIdentity visitor, IReadOnlyList<string> versions, CancellationToken ct) =>
        await consents.FindOrNullAsync(visitor.ClientId, visitor.VisitorId, ct) is { } consent && consent.ChatbotId == visitor.ChatbotId && versions.Contains(consent.Given)
            ? (consent.Given, consent.At)
            : null;
}
