using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Core.Replies.Running;

/// <summary>What a message adds to what its conversation knows.</summary>
/// <param name="ConsentVersion">What the visitor agreed to; null when the chatbot asks nothing.</param>
/// <param name="Facts">What the site says of the visitor.</param>
public sealed record ConversationUpdate(string? ConsentVersion, DateTimeOffset? ConsentAt, VisitorFacts Facts);

/// <summary>Whether a message is taken.</summary>
/// <param name="Known">The conversation it continues; null when it begins one.</param>
/// <param name="Update">What it adds to the conversation; null when it is refused.</param>
/// <param name="Refusal">The code of <see cref="ReplyErrors"/> that refuses it; null when it is taken.</param>
public sealed record Admission(Conversation? Known, ConversationUpdate? Update, string? Refusal);

/// <summary>
/// Whether a visitor's message may be taken at all, before anything is planned or paid: its conversation, consent, the length of the conversation,
/// the shield. Beyond the conversation it reads the store only where the chatbot asks for consent that the conversation does not hold, or is written to a lot.
/// </summary>
public sealed class MessageAdmission(ConversationFinder finder, VisitorConsents consents, ChallengePolicy challenges, TimeProvider time)
{
    /// <summary>A conversation that has lasted so long is believed to be a human's.</summary>
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

        // What is said to a human is not cut short.
        if (known is { State: not ConversationState.Human }
            && known.MessageCount >= (settings.Limits.MessagesPerConversation ?? ChatbotLimits.DefaultMessagesPerConversation))
            return (null, ReplyErrors.ConversationFull);
        if (message.Proof is { } proof && await challenges.CountAsync(message.Chatbot, ct) is > 0
            && !(known?.StartedAt + _establishedAfter <= time.GetUtcNow()) && !await proof(ct))
            return (null, ReplyErrors.ChallengeRequired);
        return (new ConversationUpdate(version, at, message.Facts), null);
    }
}
