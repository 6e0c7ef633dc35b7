using System.Runtime.CompilerServices;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Handover;

/// <summary>
/// Follows a conversation for its visitor, whichever process changes it: by looking at its document, and at its messages only when that
/// has changed.
/// </summary>
public sealed class LiveReader(ConversationFinder finder, ClientDocuments<Message> messages, TimeProvider time)
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a typing human is believed to type on.</summary>
    public static readonly TimeSpan TypingTimeout = TimeSpan.FromSeconds(6);

    private const int MaxAtOnce = 100;

    /// <summary>Ends when no human is awaited any more, after saying so, or when the conversation is gone.</summary>
    /// <param name="after">The last message of a human that the reader knows; null for none.</param>
    /// <param name="ct">The reader's own.</param>
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

    // What was being typed before the last message is that message.
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
