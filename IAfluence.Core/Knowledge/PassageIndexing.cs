using System.Linq.Expressions;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Runs the <see cref="PassageIndexer"/> in one process at a time: two would encode the same passages, and give their vectors the same
/// <see cref="PassageVector.Stamp"/>.
/// </summary>
public sealed class PassageIndexing(PassageIndexer indexer, Lease<PassageIndexingLease> lease, TimeProvider time)
{
    // The first page and the first answer after a start do not share the processor with the encoder.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _from = time.GetUtcNow() + AfterStart;

    /// <summary>Runs until nothing is missing; returns at once while another process does the work.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (_from - time.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left, time, ct);
        await lease.TryRunAsync(indexer.RunAsync, ct);
    }
}

/// <summary>The lease that lets one process at a time encode passages.</summary>
public sealed record PassageIndexingLease : PlatformDocument<PassageIndexingLeaseId>, ILeased<PassageIndexingLease>
{
    public static readonly CollectionDefinition<PassageIndexingLease> Collection = new CollectionDefinition<PassageIndexingLease>("passage-indexing")
        .Kept("A lease of the installation.");

    /// <summary>How long other processes wait for a process that ended without releasing the lease.</summary>
    internal static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static Expression<Func<PassageIndexingLease, DateTimeOffset?>> EndOfLease { get; } = lease => lease.EndsAt;

    public string? Holder { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public long LeaseToken { get; init; }
}

/// <summary>The id of the only lease.</summary>
public readonly record struct PassageIndexingLeaseId(string Value) : IId<PassageIndexingLeaseId>
{
    public static readonly PassageIndexingLeaseId TheOne = new("passage-indexing");

    public static PassageIndexingLeaseId From(string value) => new(value);

    public override string ToString() => Value;
}
