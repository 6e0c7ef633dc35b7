using System.Runtime.CompilerServices;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Handover;

/// <summary>
/// Follows a conversation for its visitor across processes, by polling. Each poll reads the conversation's document; the messages are read only when
/// the document has changed.
/// </summary>
public sealed class LiveReader(ConversationFinder finder, ClientDocuments<Message> messages, TimeProvider time)
{
    /// <summary>The time between two polls.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a typing notice is valid.</summary>
    public static readonly TimeSpan TypingTimeout = TimeSpan.FromSeconds(6);

    private const int MaxAtOnce = 100;

    /// <summary>Ends after the event that the conversation is no longer handed over, or when the conversation no longer exists.</summary>
    /// <param name="after">The last human's message that the reader has; null when it has none.</param>
    public async IAsyncEnumerable<LiveEvent> FollowAsync(VisitorIdentity visitor, MessageId? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var known = after is { } id ? await finder.FindMessageOrNullAsync(visitor, id, ct) : null;
        Conversation? seen = null;
        while (await finder.FindOrNullAsync(visitor, ct) is { } now)
        {
            if (now.State != seen?.State)
                yield return new LiveEvent.StateChanged(now.State);
            if (now.Version != seen?.Version)
            {
                foreach (var message in await SaidAsync(visitor, known, ct))
                {
                    known = message;
                    yield return new LiveEvent.MessageSent(message);
                }
            }

            if (IsTyping(now, seen, known))
                yield return new LiveEvent.Typing(now.TypingName);
            if (now.State != ConversationState.Human)
                yield break;
            seen = now;
            await Task.Delay(PollInterval, time, ct);
        }
    }

    // Typing that started before the last message produced that message.
    private bool IsTyping(Conversation now, Conversation? seen, Message? last) =>
        now is { State: ConversationState.Human, TypingAt: { } since } && since != seen?.TypingAt && since + TypingTimeout > time.GetUtcNow()
        && (last is null || since > last.At);

    private async Task<IReadOnlyList<Message>> SaidAsync(VisitorIdentity visitor, Message? known, CancellationToken ct)
    {
        var filter = Filter<Message>.Eq(message => message.ConversationId, visitor.ConversationId);
        if (known is not null)
            filter &= Filter<Message>.Gte(message => message.At, known.At);
        var found = await messages.ListAsync(visitor.ClientId, DocumentQuery<Message>.Where(filter).ByDescending(message => message.At).Take(MaxAtOnce), ct);
        return [.. found.Items
            .Where(message => message.Role == MessageRole.Agent
                && (known is null || message.At > known.At || string.CompareOrdinal(message.Id.Value, known.Id.Value) > 0))
            .Reverse()];
    }
}
