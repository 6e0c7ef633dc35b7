using System.Linq.Expressions;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of the projection. There is only one.</summary>
public readonly record struct UsageProjectionId(string Value) : IId<UsageProjectionId>
{
    public static readonly UsageProjectionId TheOne = new("usage");

    public static UsageProjectionId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The state of the usage counters: the last ledger entry that they include, and the lease of the process that continues.</summary>
public sealed record UsageProjection : PlatformDocument<UsageProjectionId>, ILeased<UsageProjection>
{
    public static readonly CollectionDefinition<UsageProjection> Collection = new CollectionDefinition<UsageProjection>("usage-projection")
        .Kept("The progress of the usage counters in the ledger.");

    /// <summary>The lease only avoids duplicate work; the counters are exact without it. Saving the progress renews the lease.</summary>
    internal static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);

    public static Expression<Func<UsageProjection, DateTimeOffset?>> EndOfLease { get; } = state => state.LeaseEndsAt;

    /// <summary>The generation of counters that is read. Counters of other generations are ignored.</summary>
    public long Generation { get; init; } = 1;

    /// <summary>The last entry that the counters include; null when none is counted yet.</summary>
    public LedgerPosition? Through { get; init; }

    /// <summary>The generation that is being rebuilt; null when no rebuild is requested.</summary>
    public long? NextGeneration { get; init; }

    /// <summary>The last entry that the next generation includes; null at its start.</summary>
    public LedgerPosition? NextThrough { get; init; }

    /// <summary>When the counters were last compared with the ledger.</summary>
    public DateTimeOffset? AuditedAt { get; init; }

    public string? Holder { get; init; }

    /// <summary>When the lease of the holder ends; null when no process holds it.</summary>
    public DateTimeOffset? LeaseEndsAt { get; init; }

    public long LeaseToken { get; init; }
}

/// <summary>Reads the state of the usage counters.</summary>
public sealed class UsageProjections(PlatformDocuments<UsageProjection> projections)
{
    /// <returns>The initial state when nothing was counted yet.</returns>
    public async Task<UsageProjection> ReadAsync(CancellationToken ct) =>
        await projections.FindOrNullAsync(UsageProjectionId.TheOne, ct) ?? new UsageProjection { Id = UsageProjectionId.TheOne };
}
