using System.Collections.Concurrent;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Quotas;

/// <summary>Marks are noted once for a period, whatever processes and crashes do, and told until every listener has taken them.</summary>
public sealed class MarkingTests
{
    [Fact]
    public async Task Alert_is_sent_once_by_one_of_two_processes()
    {
        await using var one = await CoreHost.StartAsync();
        await using var other = await CoreHost.StartAsync(onDatabaseOf: one);
        var heard = new Listener();
        var window = await HasWindowAsync(one, used: 85);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            MarksOf(number % 2 == 0 ? one : other, heard).NoteAlertsAsync(new ClientId("martin"), window, default)));

        Assert.Equal([50, 80], heard.Marks.Select(mark => mark.Percent).Order());
        Assert.Equal(2, (await one.Get<QuotaMarks>().ListAsync(window.Id, default)).Count);
    }

    [Fact]
    public async Task Mark_that_a_listener_failed_to_take_is_told_again()
    {
        await using var core = await CoreHost.StartAsync();
        var heard = new Listener { Failures = 1 };
        var marks = MarksOf(core, heard);
        await marks.NoteAlertsAsync(new ClientId("martin"), await HasWindowAsync(core, used: 50), default);
        Assert.Empty(heard.Marks);

        core.Time.Advance(QuotaMarks.NotifyAgainAfter + TimeSpan.FromSeconds(1));
        await marks.NotifyPendingAsync(default);
        await marks.NotifyPendingAsync(default);

        Assert.Equal([50], heard.Marks.Select(mark => mark.Percent));
    }

    [Fact]
    public async Task Sweeper_notes_what_a_crash_left_out()
    {
        await using var core = await CoreHost.StartAsync();
        var window = await HasWindowAsync(core, used: 100);

        await core.Get<QuotaSweeper>().NoteMarksAsync(default);
        await core.Get<QuotaSweeper>().NoteMarksAsync(default);

        Assert.Equal([50, 80, 100], (await core.Get<QuotaMarks>().ListAsync(window.Id, default)).Select(mark => mark.Percent).Order());
    }

    private static QuotaMarks MarksOf(CoreHost core, IQuotaMarkListener listener) =>
        new(core.Get<PlatformDocuments<QuotaMark>>(), [listener], core.Time, NullLogger<QuotaMarks>.Instance);

    private static async Task<IQuotaWindow> HasWindowAsync(CoreHost core, long used)
    {
        var now = core.Time.GetUtcNow();
        var target = QuotaTarget.At(QuotaScope.OfClient(new ClientId("martin")), new Quota(QuotaPeriod.Month, Messages: 100), TimeZoneInfo.Utc, now);
        var reservation = new QuotaReservation("m", null, new QuotaUse(1, 0, 0), now, now);
        await core.Get<QuotaWindows>().Reserve(target, reservation).Durable;
        var settled = core.Get<QuotaWindows>().Settle(target.Scope.ClientId, target.WindowId, reservation, new QuotaUse(used, 0, 0));
        await settled.Durable;
        return (await settled.Decided)!;
    }

    private sealed class Listener : IQuotaMarkListener
    {
        private int _failures;

        public int Failures { get => _failures; init => _failures = value; }

        public ConcurrentQueue<QuotaMark> Marks { get; } = [];

        public Task MarkedAsync(QuotaMark mark, CancellationToken ct)
        {
            if (Interlocked.Decrement(ref _failures) >= 0)
                throw new InvalidOperationException("Not now.");
            Marks.Enqueue(mark);
            return Task.CompletedTask;
        }
    }
}
