using IAfluence.Core.Bootstrap;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Storage;

public sealed class LeaseTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private CoreHost _other = null!;

    private Lease<UsageProjection> Lease => _core.Get<Lease<UsageProjection>>();

    private Lease<UsageProjection> OthersLease => _other.Get<Lease<UsageProjection>>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _other = await CoreHost.StartAsync(_core);
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _core.DisposeAsync();
    }

    [Fact]
    public async Task Lease_is_held_by_one_process_at_a_time()
    {
        var held = await Lease.TakeOrNullAsync();

        Assert.Null(await OthersLease.TakeOrNullAsync());
        Assert.Null(await Lease.TakeOrNullAsync());
        await held!.ReleaseAsync();
        Assert.NotNull(await OthersLease.TakeOrNullAsync());
    }

    [Fact]
    public async Task Many_at_once_get_one_lease()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(taker => (taker % 2 == 0 ? Lease : OthersLease).TakeOrNullAsync()));

        Assert.Single(taken, held => held is not null);
    }

    [Fact]
    public async Task Renewing_makes_it_last_and_a_dead_holders_ends()
    {
        var held = await Lease.TakeOrNullAsync();

        _core.Time.Advance(UsageProjection.LeaseDuration - TimeSpan.FromSeconds(1));
        Assert.NotNull(await held!.RenewAsync());
        _core.Time.Advance(UsageProjection.LeaseDuration - TimeSpan.FromSeconds(1));
        Assert.Null(await OthersLease.TakeOrNullAsync());
        _core.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(await OthersLease.TakeOrNullAsync());
    }

    [Fact]
    public async Task Token_grows_with_every_holder_and_refuses_a_late_writer()
    {
        var late = await Lease.TakeOrNullAsync();
        _core.Time.Advance(UsageProjection.LeaseDuration);
        var next = await OthersLease.TakeOrNullAsync();

        Assert.Equal((1, 2), (late!.Token, next!.Token));
        Assert.Null(await late.RenewAsync(new Update<UsageProjection>().Set(state => state.Generation, 7)));
        await late.ReleaseAsync();
        Assert.Null(await Lease.TakeOrNullAsync());
        Assert.Equal(8, (await next.RenewAsync(new Update<UsageProjection>().Set(state => state.Generation, 8)))!.Generation);
        Assert.Equal(8, (await Lease.ReadAsync(default)).Generation);
    }

    [Fact]
    public async Task Lease_that_a_version_without_tokens_holds_is_respected_and_then_taken()
    {
        await _core.Get<PlatformDocuments<UsageProjection>>().Insert(new UsageProjection
        {
            Id = UsageProjectionId.TheOne,
            Generation = 3,
            Holder = "before",
            LeaseEndsAt = _core.Time.GetUtcNow().AddSeconds(30),
        });

        Assert.Null(await Lease.TakeOrNullAsync());
        _core.Time.Advance(TimeSpan.FromSeconds(30));
        var held = await Lease.TakeOrNullAsync();

        Assert.Equal((1, 3), (held!.Token, held.Document.Generation));
    }

    [Fact]
    public async Task Holder_loses_it_to_a_version_that_sets_the_holder_only()
    {
        var held = await Lease.TakeOrNullAsync();

        await _core.Get<PlatformDocuments<UsageProjection>>().Modify(UsageProjectionId.TheOne, new Update<UsageProjection>().Set(state => state.Holder, "before"));

        Assert.Null(await held!.RenewAsync());
    }

    [Fact]
    public async Task Work_of_two_processes_runs_one_after_the_other()
    {
        var (inside, most) = (0, 0);

        async Task WorkAsync(CancellationToken ct)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(50, ct);
            Interlocked.Decrement(ref inside);
        }

        await Task.WhenAll(Lease.RunAsync(WorkAsync, default), OthersLease.RunAsync(WorkAsync, default), Lease.RunAsync(WorkAsync, default));

        Assert.Equal(1, most);
        Assert.Null((await Lease.ReadAsync(default)).LeaseEndsAt);
    }

    [Fact]
    public async Task Work_is_cancelled_when_the_lease_could_not_be_renewed_for_its_whole_length()
    {
        var (core, engine) = await WatchedEngine.StartAsync();
        await using var ending = core;
        var lease = new Lease<BootstrapLeaseState>(
            core.Get<PlatformDocuments<BootstrapLeaseState>>(), () => new BootstrapLeaseState { Id = BootstrapLeaseId.TheOne }, TimeSpan.FromMilliseconds(300), TimeProvider.System);
        var runs = 0;

        await lease.RunAsync(
            async ct =>
            {
                if (++runs > 1)
                    return;
                engine.BeforeSubmit = _ => throw new StorageUnavailableException("The store is away.");
                try
                {
                    await Task.Delay(TimeSpan.FromMinutes(1), ct);
                }
                finally
                {
                    engine.BeforeSubmit = null;
                }
            },
            default);

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Work_that_is_done_is_done_also_when_the_lease_cannot_be_given_back()
    {
        var (core, engine) = await WatchedEngine.StartAsync();
        await using var ending = core;
        var done = false;

        await core.Get<Lease<UsageProjection>>().RunAsync(
            _ =>
            {
                engine.BeforeSubmit = _ => throw new StorageUnavailableException("The store is away.");
                done = true;
                return Task.CompletedTask;
            },
            default);

        Assert.True(done);
    }

    [Fact]
    public async Task Work_whose_lease_is_lost_is_cancelled_and_run_again()
    {
        var lease = new Lease<BootstrapLeaseState>(
            _core.Get<PlatformDocuments<BootstrapLeaseState>>(),
            () => new BootstrapLeaseState { Id = BootstrapLeaseId.TheOne },
            TimeSpan.FromMilliseconds(300),
            TimeProvider.System);
        var runs = 0;

        await lease.RunAsync(
            async ct =>
            {
                if (++runs > 1)
                    return;
                await _core.Get<PlatformDocuments<BootstrapLeaseState>>().Modify(
                    BootstrapLeaseId.TheOne, new Update<BootstrapLeaseState>().Set(state => state.Holder, "another"));
                await Task.Delay(TimeSpan.FromMinutes(1), ct);
            },
            default);

        Assert.Equal(2, runs);
        Assert.Equal(2, (await lease.ReadAsync(default)).LeaseToken);
    }

    [Fact]
    public async Task Work_that_fails_gives_the_lease_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Lease.RunAsync(_ => throw new InvalidOperationException(), default));

        Assert.NotNull(await OthersLease.TakeOrNullAsync());
    }
}
