using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>The latest consent of a visitor; its id is that of the visitor.</summary>
public sealed record VisitorConsent : ClientDocument<VisitorId>
{
    public static readonly CollectionDefinition<VisitorConsent> Collection = new CollectionDefinition<VisitorConsent>("visitor-consents")
        .Index(consent => consent.ChatbotId)
        .Expires(consent => consent.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, consent => consent.ChatbotId)
        .ErasedWith(OwnerKind.Visitor, consent => consent.Id);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The version of the consent text; see <see cref="ChatbotConsent.VersionOf"/>.</summary>
    public required string Given { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Stores the consent of visitors: with the visitor, so that a new conversation need not ask again, and with the conversation.</summary>
public sealed class VisitorConsents(
    ClientDocuments<VisitorConsent> consents, ClientDocuments<Conversation> conversations, ReplyStore store, TimeProvider time)
{
    /// <summary>Records a consent. It is durable when this method returns.</summary>
    /// <param name="visitor">The visitor, whose conversation may not exist yet.</param>
    /// <param name="version">The version of the text that the visitor was shown.</param>
    /// <returns>False when the chatbot's consent text has changed since.</returns>
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

    /// <param name="versions">The versions of the chatbot's consent text, one per language.</param>
    /// <returns>The version to which the visitor agreed, and when; null when the visitor agreed to none of them.</returns>
    internal async Task<(string Version, DateTimeOffset At)?> FindOrNullAsync(VisitorIdentity visitor, IReadOnlyList<string> versions, CancellationToken ct) =>
        await consents.FindOrNullAsync(visitor.ClientId, visitor.VisitorId, ct) is { } consent && consent.ChatbotId == visitor.ChatbotId && versions.Contains(consent.Given)
            ? (consent.Given, consent.At)
            : null;
}
