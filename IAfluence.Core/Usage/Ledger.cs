using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Writes the ledger, which has one entry for every call of a model. Entries are opened before the call, closed once, and not changed after that.</summary>
public sealed class Ledger(ClientDocuments<Attempt> attempts)
{
    /// <summary>Counted from the start of a call. An entry that is still open after it belongs to a process that died.</summary>
    public static readonly TimeSpan Lease = ReplyLimits.HardEnd + TimeSpan.FromMinutes(1);

    public Write<InsertResult> Open(Attempt attempt, WriteGroup? group = null) => attempts.Insert(attempt.ClientId, attempt, group);

    /// <summary>Closes an entry. Not applied when the entry is already closed.</summary>
    /// <param name="closed">The closed entry from <see cref="AttemptMeter.Close"/>.</param>
    /// <param name="group">The write group to join; null to write at once.</param>
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
            .Set(attempt => attempt.ClosedAt, closed.ClosedAt ?? throw new ArgumentException("A closed entry must have ClosedAt.", nameof(closed)))
            .Unset(attempt => attempt.LeaseEndsAt),
        Filter<Attempt>.Eq(attempt => attempt.Outcome, AttemptOutcome.Open),
        group: group);
}
