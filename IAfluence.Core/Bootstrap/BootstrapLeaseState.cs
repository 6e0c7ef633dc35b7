using System.Linq.Expressions;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>Who bootstraps, and until when that is believed: one process at a time, and the others then find the work done.</summary>
public sealed record BootstrapLeaseState : PlatformDocument<BootstrapLeaseId>, ILeased<BootstrapLeaseState>
{
    public static readonly CollectionDefinition<BootstrapLeaseState> Collection = new CollectionDefinition<BootstrapLeaseState>("bootstrap-lease")
        .Kept("A lease of the installation.");

    /// <summary>A process that died is waited for so long.</summary>
    internal static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public static Expression<Func<BootstrapLeaseState, DateTimeOffset?>> EndOfLease { get; } = lease => lease.EndsAt;

    public string? Holder { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public long LeaseToken { get; init; }
}

/// <summary>The id of the bootstrap's lease, of which there is one.</summary>
public readonly record struct BootstrapLeaseId(string Value) : IId<BootstrapLeaseId>
{
    public static readonly BootstrapLeaseId TheOne = new("bootstrap");

    public static BootstrapLeaseId From(string value) => new(value);

    public override string ToString() => Value;
}
