using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>The changes that a message makes to its conversation.</summary>
/// <param name="ConsentVersion">The version of the consent text to which the visitor agreed; null when the chatbot asks for no consent.</param>
/// <param name="Facts">The facts that the site states about the visitor.</param>
public sealed record ConversationUpdate(string? ConsentVersion, DateTimeOffset? ConsentAt, VisitorFacts Facts);

/// <summary>The decision whether a message is accepted.</summary>
/// <param name="Known">The conversation that the message continues; null when it begins one.</param>
/// <param name="Update">The changes to the conversation; null when the message is refused.</param>
/// <param name="Refusal">One of <see cref="ReplyErrors"/>; null when the message is accepted.</param>
public sealed record Admission(Conversation? Known, ConversationUpdate? Update, string? Refusal);

/// <summary>
/// Decides whether a visitor's message is accepted, before a reply is planned or paid. Checks the conversation, the consent, the length of the
/// conversation and the challenge. Apart from the conversation, the store is read only when the conversation lacks a required consent, or when the
/// chatbot receives unusually many messages.
/// </summary>
public sealed class MessageAdmission(ConversationFinder finder, VisitorConsents consents, ChallengePolicy challenges, TimeProvider time)
{
    /// <summary>A conversation that is older than this needs no challenge.</summary>
    private static readonly TimeSpan _establishedAfter = TimeSpan.FromMinutes(1);

    public async ValueTask<Admission> AdmitAsync(VisitorMessage message, CancellationToken ct)
    {
        var known = message is { Continues: true, Visitor: { } visitor } ? await finder.FindOrNullAsync(visitor, ct) : null;
        if (message.Continues && known is null)
            return new Admission(null, null, ReplyErrors.InvalidToken);
        var (update, refusal) = await AdmitAsync(message, known, ct);
        return new Admission(known, update, refusal);
    }

    private async ValueTask<(ConversationUpdate? Update, string? Refusal)> AdmitAsync(VisitorMessage message, Conversation? known, CancellationToken ct)
    {
        var settings = message.Chatbot.Settings;
        var versions = ChatbotConsent.VersionsOrNull(settings);
        var (version, at) = versions is null ? (null, null) : (known?.ConsentVersion, known?.ConsentAt);
        if (versions is not null && (version is null || !versions.Contains(version)))
        {
            if (message.Visitor is not { } visitor || await consents.FindOrNullAsync(visitor, versions, ct) is not { } agreed)
                return (null, ReplyErrors.ConsentRequired);
            (version, at) = agreed;
        }

        // The length is not limited while a human replies.
        if (known is { State: not ConversationState.Human }
            && known.MessageCount >= (settings.Limits.MessagesPerConversation ?? ChatbotLimits.DefaultMessagesPerConversation))
            return (null, ReplyErrors.ConversationFull);
        if (message.Proof is { } proof && await challenges.CountAsync(message.Chatbot, ct) is > 0
            && !(known?.StartedAt + _establishedAfter <= time.GetUtcNow()) && !await proof(ct))
            return (null, ReplyErrors.ChallengeRequired);
        return (new ConversationUpdate(version, at, message.Facts), null);
    }
}
