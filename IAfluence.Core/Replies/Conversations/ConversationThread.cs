using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>What making a reply took, over all its attempts.</summary>
/// <param name="ModelId">The model that finished it, or the last one tried.</param>
/// <param name="InputTokens">All prompt tokens.</param>
/// <param name="Estimated">Whether some of the tokens were counted here rather than reported.</param>
/// <param name="CostMicros">In millionths of a US dollar.</param>
/// <param name="FirstToken">From the first call to the first words that a visitor read; null when there were none.</param>
/// <param name="Total">From the first call to the end of the last; null while one is open.</param>
public sealed record ReplyFigures(
    ModelId ModelId, long InputTokens, long OutputTokens, bool Estimated, long CostMicros, TimeSpan? FirstToken, TimeSpan? Total)
{
    /// <param name="attempts">Of one reply, in order; at least one.</param>
    public static ReplyFigures Of(IReadOnlyList<Attempt> attempts)
    {
        var (first, last) = (attempts[0], attempts[^1]);
        var spoke = attempts.FirstOrDefault(attempt => attempt.FirstTokenMicroseconds is not null);
        return new ReplyFigures(
            last.ModelId,
            attempts.Sum(attempt => attempt.InputTokens),
            attempts.Sum(attempt => attempt.OutputTokens),
            attempts.Any(attempt => attempt.Estimated),
            attempts.Sum(attempt => attempt.CostMicros),
            spoke is null ? null : spoke.StartedAt - first.StartedAt + TimeSpan.FromMicroseconds(spoke.FirstTokenMicroseconds!.Value),
            last.DurationMicroseconds is { } duration ? last.StartedAt - first.StartedAt + TimeSpan.FromMicroseconds(duration) : null);
    }
}

/// <summary>How far the answer to a question is.</summary>
public enum ReplyState
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It is being made.</summary>
    InProgress,

    /// <summary>There is none: every model failed, or the process died.</summary>
    Missing,
}

/// <summary>One entry of a thread: a message, or the place of a reply that is not (yet) one.</summary>
/// <param name="Message">The message; of a place, the question that is to be answered.</param>
/// <param name="ReplyState">Null for a visitor's or an agent's message.</param>
/// <param name="PartialText">The words so far of a reply in progress.</param>
/// <param name="Attempts">The ledger's entries of a reply, in order; none for other messages.</param>
public sealed record ThreadEntry(Message Message, ReplyState? ReplyState, string? PartialText, IReadOnlyList<Attempt> Attempts)
{
    /// <summary>Null where the ledger has nothing of it.</summary>
    public ReplyFigures? Figures => Attempts.Count == 0 ? null : ReplyFigures.Of(Attempts);
}

/// <summary>A conversation with all of its entries, for readers who may see them.</summary>
/// <param name="Entries">Ordered by time, the oldest first.</param>
/// <param name="Models">The models that its attempts name, as far as they still exist.</param>
/// <param name="Earlier">The cursor of the part before; null when it begins here.</param>
public sealed record ConversationThread(
    Conversation Conversation, IReadOnlyList<ThreadEntry> Entries, IReadOnlyDictionary<ModelId, Model> Models, string? Earlier)
{
    public bool InProgress => Entries is [.., { ReplyState: ReplyState.InProgress }];
}
