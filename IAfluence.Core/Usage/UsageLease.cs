using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Lets one process at a time take the counters further; the lease spares work, exactness does not hang on it. Saving how far it is renews it.
/// </summary>
public sealed class UsageLease(PlatformDocuments<UsageProjection> projection, TimeProvider time)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);
    private readonly string _holder = Guid.NewGuid().ToString("N");

    public async Task<UsageProjection> ReadAsync(CancellationToken ct) =>
        await projection.FindOrNullAsync(UsageProjectionId.TheOne, ct) ?? new UsageProjection { Id = UsageProjectionId.TheOne };

    /// <returns>The projection as it is now; null while another process works.</returns>
    public async Task<UsageProjection?> TakeOrNullAsync()
    {
        var now = time.GetUtcNow();
        var taken = await projection.Modify(
            UsageProjectionId.TheOne,
            new Update<UsageProjection>().Set(state => state.Holder, _holder).Set(state => state.LeaseEndsAt, now + Duration),
            Filter<UsageProjection>.Eq(state => state.LeaseEndsAt, null) | Filter<UsageProjection>.Lte(state => state.LeaseEndsAt, now),
            seed: new UsageProjection { Id = UsageProjectionId.TheOne });
        return taken.After;
    }

    /// <returns>The projection with the change; null when the lease went to another process meanwhile.</returns>
    public async Task<UsageProjection?> SaveAsync(Update<UsageProjection> change) =>
        (await projection.Modify(UsageProjectionId.TheOne, change.Set(state => state.LeaseEndsAt, time.GetUtcNow() + Duration), Mine)).After;

    public Task ReleaseAsync() => projection.Modify(UsageProjectionId.TheOne, new Update<UsageProjection>().Unset(state => state.LeaseEndsAt), Mine).AsTask();

    private Filter<UsageProjection> Mine => Filter<UsageProjection>.Eq(state => state.Holder, _holder);
}
