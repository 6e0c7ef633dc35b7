using System.Linq.Expressions;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of the projection, of which there is one.</summary>
public readonly record struct UsageProjectionId(string Value) : IId<UsageProjectionId>
{
    public static readonly UsageProjectionId TheOne = new("usage");

    public static UsageProjectionId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>How far the counters have followed the ledger, and which process takes them further.</summary>
public sealed record UsageProjection : PlatformDocument<UsageProjectionId>, ILeased<UsageProjection>
{
    public static readonly CollectionDefinition<UsageProjection> Collection = new CollectionDefinition<UsageProjection>("usage-projection")
        .Kept("How far the counters have followed the ledger.");

    /// <summary>The lease spares work, exactness does not hang on it. Saving how far the counters are renews it.</summary>
    internal static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);

    public static Expression<Func<UsageProjection, DateTimeOffset?>> EndOfLease { get; } = state => state.LeaseEndsAt;

    /// <summary>The counters that are read; those of other generations are nothing.</summary>
    public long Generation { get; init; } = 1;

    /// <summary>Every entry up to here is in the counters; null at the ledger's beginning.</summary>
    public LedgerPosition? Through { get; init; }

    /// <summary>The generation being made anew beside the one that is read; null when none is.</summary>
    public long? NextGeneration { get; init; }

    /// <summary>How far the next generation is.</summary>
    public LedgerPosition? NextThrough { get; init; }

    /// <summary>When the counters were last held against the ledger.</summary>
    public DateTimeOffset? AuditedAt { get; init; }

    public string? Holder { get; init; }

    /// <summary>Until when the holder is believed to work; null when none does.</summary>
    public DateTimeOffset? LeaseEndsAt { get; init; }

    public long LeaseToken { get; init; }
}

/// <summary>Reads how far the counters are.</summary>
public sealed class UsageProjections(PlatformDocuments<UsageProjection> projections)
{
    /// <returns>The projection's beginning where nothing was counted yet.</returns>
    public async Task<UsageProjection> ReadAsync(CancellationToken ct) =>
        await projections.FindOrNullAsync(UsageProjectionId.TheOne, ct) ?? new UsageProjection { Id = UsageProjectionId.TheOne };
}
