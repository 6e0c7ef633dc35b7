using System.Linq.Expressions;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>The lease that lets one process at a time apply the bootstrap file; the other processes wait.</summary>
public sealed record BootstrapLeaseState : PlatformDocument<BootstrapLeaseId>, ILeased<BootstrapLeaseState>
{
    public static readonly CollectionDefinition<BootstrapLeaseState> Collection = new CollectionDefinition<BootstrapLeaseState>("bootstrap-lease")
        .Kept("A lease of the installation.");

    /// <summary>How long other processes wait for a process that ended without releasing the lease.</summary>
    internal static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public static Expression<Func<BootstrapLeaseState, DateTimeOffset?>> EndOfLease { get; } = lease => lease.EndsAt;

    public string? Holder { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public long LeaseToken { get; init; }
}

/// <summary>The id of the only bootstrap lease.</summary>
public readonly record struct BootstrapLeaseId(string Value) : IId<BootstrapLeaseId>
{
    public static readonly BootstrapLeaseId TheOne = new("bootstrap");

    public static BootstrapLeaseId From(string value) => new(value);

    public override string ToString() => Value;
}
