using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The figures of a reply over all its attempts.</summary>
/// <param name="ModelId">The model of the last attempt.</param>
/// <param name="InputTokens">All prompt tokens, including cached ones.</param>
/// <param name="Estimated">Whether some of the tokens are estimates because the provider did not report them.</param>
/// <param name="CostMicros">In micro-dollars.</param>
/// <param name="FirstToken">From the start of the first attempt to the first token; null when no attempt produced text.</param>
/// <param name="Total">From the start of the first attempt to the end of the last; null while an attempt is open.</param>
public sealed record ReplyFigures(
    ModelId ModelId, long InputTokens, long OutputTokens, bool Estimated, long CostMicros, TimeSpan? FirstToken, TimeSpan? Total)
{
    /// <param name="attempts">The attempts at one reply in order; at least one.</param>
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

/// <summary>The progress of the reply to a message.</summary>
public enum ReplyState
{
    /// <summary>The reply is stored.</summary>
    Stored,

    /// <summary>The reply is being written.</summary>
    InProgress,

    /// <summary>There is no reply: every model failed, or the process died.</summary>
    Missing,
}

/// <summary>One entry of a thread: a stored message, or a placeholder for a reply that is not stored.</summary>
/// <param name="Message">The stored message; for a placeholder, the visitor's message.</param>
/// <param name="ReplyState">Null for a visitor's or an agent's message.</param>
/// <param name="PartialText">The text of a reply in progress so far; null in every other state.</param>
/// <param name="Attempts">The ledger entries of a reply in order; empty for other messages.</param>
public sealed record ThreadEntry(Message Message, ReplyState? ReplyState, string? PartialText, IReadOnlyList<Attempt> Attempts)
{
    /// <summary>Null when the ledger has no entry for the reply.</summary>
    public ReplyFigures? Figures => Attempts.Count == 0 ? null : ReplyFigures.Of(Attempts);
}

/// <summary>A conversation with one page of its entries.</summary>
/// <param name="Entries">Ordered by time, oldest first.</param>
/// <param name="Models">The models of the attempts, as far as they still exist.</param>
/// <param name="Earlier">The cursor of the page before this one; null on the first page of the conversation.</param>
public sealed record ConversationThread(
    Conversation Conversation, IReadOnlyList<ThreadEntry> Entries, IReadOnlyDictionary<ModelId, Model> Models, string? Earlier)
{
    public bool InProgress => Entries is [.., { ReplyState: ReplyState.InProgress }];
}
