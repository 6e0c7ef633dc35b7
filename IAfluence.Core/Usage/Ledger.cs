using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The book of every call of a model. Entries are opened before the call, closed once, and never changed after.</summary>
public sealed class Ledger(ClientDocuments<Attempt> attempts)
{
    /// <summary>From the start of a call; an entry that is still open then belongs to a process that died.</summary>
    public static readonly TimeSpan Lease = ReplyLimits.HardEnd + TimeSpan.FromMinutes(1);

    public Write<InsertResult> Open(Attempt attempt, WriteGroup? group = null) => attempts.Insert(attempt.ClientId, attempt, group);

    /// <summary>Closes an entry; no match if it is closed already, in which case the first closing stands.</summary>
    /// <param name="closed">As <see cref="AttemptMeter.Close"/> made it.</param>
    /// <param name="group">The group to join; null to leave at once.</param>
    public Write<ModifyResult<Attempt>> Close(Attempt closed, WriteGroup? group = null) => attempts.Modify(
        closed.ClientId,
        closed.Id,
        new Update<Attempt>()
            .Set(attempt => attempt.Outcome, closed.Outcome)
            .Set(attempt => attempt.Failure, closed.Failure)
            .Set(attempt => attempt.InputTokens, closed.InputTokens)
            .Set(attempt => attempt.CachedInputTokens, closed.CachedInputTokens)
            .Set(attempt => attempt.OutputTokens, closed.OutputTokens)
            .Set(attempt => attempt.Estimated, closed.Estimated)
            .Set(attempt => attempt.CostMicros, closed.CostMicros)
            .Set(attempt => attempt.FirstTokenMicroseconds, closed.FirstTokenMicroseconds)
            .Set(attempt => attempt.DurationMicroseconds, closed.DurationMicroseconds)
            .Set(attempt => attempt.ClosedAt, closed.ClosedAt ?? throw new ArgumentException("A closing entry says when it was closed.", nameof(closed)))
            .Unset(attempt => attempt.LeaseEndsAt),
        Filter<Attempt>.Eq(attempt => attempt.Outcome, AttemptOutcome.Open),
        group: group);
}
