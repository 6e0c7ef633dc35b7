using IAfluence.Core.Quotas;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>Windows under concurrency, over two processes on one folder, and after crashes.</summary>
public sealed class ReservingTests
{
    private static readonly Quota Ten = new(QuotaPeriod.Month, Messages: 10, CostMicros: 100_000);

    [Fact]
    public async Task Sixty_four_at_once_from_two_processes_take_no_more_than_there_is()
    {
        await using var one = await CoreHost.StartAsync();
        await using var other = await CoreHost.StartAsync(onDatabaseOf: one);
        var target = TargetOf(one, Ten);

        var reserving = Enumerable.Range(0, 64).Select(number =>
            (number % 2 == 0 ? one : other).Get<QuotaWindows>().Reserve(target, NewReservation(one, new QuotaUse(1, 0, 5)))).ToList();
        var granted = await Task.WhenAll(reserving.Select(write => write.Decided));
        await Task.WhenAll(reserving.Select(write => write.Durable));

        Assert.Equal(10, granted.Count(each => each is not null));
        var window = await other.Get<QuotaWindows>().FindOrNullAsync(target, default);
        Assert.Equal((new QuotaUse(10, 0, 50), QuotaUse.None, 10L, 10), (window!.Taken, window.Used, window.OpenCount, window.Open.Count));
    }

    [Fact]
    public async Task Last_dollar_goes_to_one_answer_while_what_it_takes_is_not_known()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var target = TargetOf(core, new Quota(QuotaPeriod.Month, CostMicros: 100));
        var almostAll = NewReservation(core, new QuotaUse(1, 0, 60));
        await windows.Reserve(target, almostAll).Durable;
        await windows.Settle(target.Scope.ClientId, target.WindowId, almostAll, new QuotaUse(1, 40, 99)).Durable;

        var last = await windows.Reserve(target, NewReservation(core, new QuotaUse(1, 0, 60))).Decided;
        var late = await windows.Reserve(target, NewReservation(core, new QuotaUse(1, 0, 60))).Decided;

        Assert.NotNull(last);
        Assert.Null(late);
    }

    [Fact]
    public async Task Settling_counts_once_however_often_it_is_done()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var target = TargetOf(core, Ten);
        var reservation = NewReservation(core, new QuotaUse(1, 700, 300));
        await windows.Reserve(target, reservation).Durable;

        var settling = Enumerable.Range(0, 8).Select(_ => windows.Settle(target.Scope.ClientId, target.WindowId, reservation, new QuotaUse(1, 420, 77))).ToList();
        var settled = await Task.WhenAll(settling.Select(write => write.Decided));
        await Task.WhenAll(settling.Select(write => write.Durable));

        Assert.Single(settled, window => window is not null);
        var window = await windows.FindOrNullAsync(target, default);
        Assert.Equal((new QuotaUse(1, 420, 77), new QuotaUse(1, 420, 77), 0L, 0), (window!.Taken, window.Used, window.OpenCount, window.Open.Count));
    }

    [Fact]
    public async Task Use_that_is_given_back_can_be_taken_again()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var target = TargetOf(core, new Quota(QuotaPeriod.Day, Messages: 1));
        var first = NewReservation(core, new QuotaUse(1, 0, 0));
        await windows.Reserve(target, first).Durable;
        Assert.Null(await windows.Reserve(target, NewReservation(core, new QuotaUse(1, 0, 0))).Decided);

        await windows.Settle(target.Scope.ClientId, target.WindowId, first, QuotaUse.None).Durable;

        Assert.NotNull(await windows.Reserve(target, NewReservation(core, new QuotaUse(1, 0, 0))).Decided);
    }

    [Fact]
    public async Task Window_takes_so_many_reservations_and_no_more()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var target = TargetOf(core, new Quota(QuotaPeriod.Month, Messages: 1_000_000));

        var granted = await Task.WhenAll(Enumerable.Range(0, QuotaWindows.MaxOpen + 20).Select(_ =>
            windows.Reserve(target, NewReservation(core, new QuotaUse(1, 0, 0))).Decided));

        Assert.Equal(QuotaWindows.MaxOpen, granted.Count(window => window is not null));
    }

    [Fact]
    public async Task Reservation_of_a_message_that_was_never_stored_is_given_back()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var target = TargetOf(core, Ten);
        await windows.Reserve(target, NewReservation(core, new QuotaUse(1, 700, 300))).Durable;

        Assert.Equal(0, await core.Get<QuotaSweeper>().SweepAsync(default));
        core.Time.Advance(QuotaReservation.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await core.Get<QuotaSweeper>().SweepAsync(default));

        var window = await windows.FindOrNullAsync(target, default);
        Assert.Equal((QuotaUse.None, QuotaUse.None, 0L), (window!.Taken, window.Used, window.OpenCount));
    }

    [Fact]
    public async Task Next_period_begins_with_nothing_used()
    {
        await using var core = await CoreHost.StartAsync();
        var windows = core.Get<QuotaWindows>();
        var day = new Quota(QuotaPeriod.Day, Messages: 1);
        await windows.Reserve(TargetOf(core, day), NewReservation(core, new QuotaUse(1, 0, 0))).Durable;
        Assert.Null(await windows.Reserve(TargetOf(core, day), NewReservation(core, new QuotaUse(1, 0, 0))).Decided);

        core.Time.Advance(TimeSpan.FromDays(1));

        Assert.NotNull(await windows.Reserve(TargetOf(core, day), NewReservation(core, new QuotaUse(1, 0, 0))).Decided);
    }

    [Fact]
    public void Reservation_is_read_as_it_was_written()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_123);
        var ofMessage = new QuotaReservation("m1", new MessageId("r1"), new QuotaUse(1, 2, -3), at, at.AddMinutes(15));
        var ofAttempt = ofMessage with { ReplyId = null };

        Assert.Equal(ofMessage, QuotaReservation.Parse(ofMessage.ToString()));
        Assert.Equal(ofAttempt, QuotaReservation.Parse(ofAttempt.ToString()));
        Assert.Throws<FormatException>(() => QuotaReservation.Parse("m1"));
    }

    private static QuotaTarget TargetOf(CoreHost core, Quota quota) =>
        QuotaTarget.At(QuotaScope.OfClient(new ClientId("martin")), quota, QuotaSpan.ZoneOf("Europe/Paris"), core.Time.GetUtcNow());

    private static QuotaReservation NewReservation(CoreHost core, QuotaUse estimate) => new(
        Guid.NewGuid().ToString("N"), new MessageId(Guid.NewGuid().ToString("N")), estimate, core.Time.GetUtcNow(), core.Time.GetUtcNow() + QuotaReservation.Lease);
}
