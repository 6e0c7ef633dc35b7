using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>Lets one process at a time bootstrap; the others wait and then find the work done. One that died is waited for a few seconds.</summary>
public sealed class BootstrapLease(PlatformDocuments<BootstrapLeaseState> documents, TimeProvider time)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the work while holding the lease.</summary>
    public async Task RunAsync(Func<Task> work, CancellationToken ct)
    {
        var holder = Guid.NewGuid().ToString("N");
        while (!await TakeAsync(holder))
            await Task.Delay(LookAgainAfter, time, ct);

        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(holder, done.Token);
        try
        {
            await work();
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            await documents.Modify(
                BootstrapLeaseId.TheOne,
                new Update<BootstrapLeaseState>().Unset(lease => lease.EndsAt),
                Filter<BootstrapLeaseState>.Eq(lease => lease.Holder, holder));
        }
    }

    private async Task<bool> TakeAsync(string holder)
    {
        var now = time.GetUtcNow();
        var taken = await documents.Modify(
            BootstrapLeaseId.TheOne,
            new Update<BootstrapLeaseState>().Set(lease => lease.Holder, holder).Set(lease => lease.EndsAt, now + Duration),
            Filter<BootstrapLeaseState>.Eq(lease => lease.EndsAt, null) | Filter<BootstrapLeaseState>.Lte(lease => lease.EndsAt, now),
            seed: new BootstrapLeaseState { Id = BootstrapLeaseId.TheOne });
        return taken.Applied;
    }

    private async Task RenewAsync(string holder, CancellationToken done)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                await documents.Modify(
                    BootstrapLeaseId.TheOne,
                    new Update<BootstrapLeaseState>().Set(lease => lease.EndsAt, time.GetUtcNow() + Duration),
                    Filter<BootstrapLeaseState>.Eq(lease => lease.Holder, holder));
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }
}

/// <summary>Who bootstraps, and until when that is believed.</summary>
public sealed record BootstrapLeaseState : PlatformDocument<BootstrapLeaseId>
{
    public static readonly CollectionDefinition<BootstrapLeaseState> Collection = new CollectionDefinition<BootstrapLeaseState>("bootstrap-lease")
        .Kept("A lease of the installation.");

    public string? Holder { get; init; }

    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>The id of the bootstrap's lease, of which there is one.</summary>
public readonly record struct BootstrapLeaseId(string Value) : IId<BootstrapLeaseId>
{
    public static readonly BootstrapLeaseId TheOne = new("bootstrap");

    public static BootstrapLeaseId From(string value) => new(value);

    public override string ToString() => Value;
}
