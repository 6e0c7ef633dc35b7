using System.Text.Json;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Usage;

/// <summary>Whatever is asked of the counters, at whatever moment, is what the ledger's closed entries add up to.</summary>
public sealed class CountersAgainstTheLedgerTests : IAsyncLifetime
{
    private static readonly PlatformPass Pass = PlatformPass.ForJob("test");
    private readonly Random _random = new(20261122);
    private CoreHost _core = null!;
    private RandomLedger _ledger = null!;

    private UsageProjector Projector => _core.Get<UsageProjector>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _ledger = await RandomLedger.StartAsync(_core, _random);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task Any_filter_gives_the_sum_over_the_ledger()
    {
        await _ledger.AddAsync(700);
        await Projector.ProjectAsync(default);
        await AssertExactAsync(40);

        // Some settled and counted, some closed and not yet, some open.
        await _ledger.AddAsync(150);
        _core.Time.Advance(TimeSpan.FromSeconds(20));
        await _ledger.AddAsync(150);
        _core.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.InRange(await Projector.ProjectAsync(default), 1, 299);
        await AssertExactAsync(40);
    }

    [Fact]
    public async Task Before_anything_is_counted_figures_come_from_the_ledger()
    {
        await _ledger.AddAsync(120);

        await AssertExactAsync(10);
    }

    [Fact]
    public async Task Entries_taken_in_again_after_a_crash_count_once()
    {
        await _ledger.AddAsync(600);
        await SettleAsync();
        // As a process leaves it that dies between its counters and the note of how far it was.
        var entries = _ledger.Closed.Take(350).ToList();
        await _core.Get<UsageCounterWriter>().ApplyAsync(1, entries, default);
        await AssertExactAsync(10);

        await Projector.ProjectAsync(default);
        await _core.Get<UsageCounterWriter>().ApplyAsync(1, entries, default);

        await AssertExactAsync(20);
    }

    [Fact]
    public async Task Two_processes_at_once_count_once()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _core);
        await _ledger.AddAsync(900);
        await SettleAsync();

        // With the lease, and without it: as when a process that was held up goes on after its lease has ended.
        var writers = new[] { _core, other }.Select(process => process.Get<UsageCounterWriter>().ApplyAsync(1, _ledger.Closed, default));
        await Task.WhenAll([.. writers, Projector.ProjectAsync(default), other.Get<UsageProjector>().ProjectAsync(default)]);

        await AssertExactAsync(20);
        Assert.Equal(0, await other.Get<UsageProjector>().ProjectAsync(default));
    }

    [Fact]
    public async Task Reading_while_it_is_counted_is_exact()
    {
        await _ledger.AddAsync(1_200);
        await SettleAsync();

        var counting = Projector.ProjectAsync(default);
        do
            await AssertExactAsync(1);
        while (!counting.IsCompleted);

        Assert.Equal(_ledger.Closed.Count, await counting);
    }

    [Fact]
    public async Task Counters_are_made_anew_while_the_old_ones_are_read()
    {
        await _ledger.AddAsync(700);
        await SettleAsync();
        await Projector.ProjectAsync(default);
        var before = await CountersAsync();

        Assert.True(await _core.Get<UsageMaintenance>().RequestRebuildAsync(default));
        Assert.False(await _core.Get<UsageMaintenance>().RequestRebuildAsync(default));
        await AssertExactAsync(5);
        await Projector.ProjectAsync(default);

        await AssertExactAsync(20);
        var after = await CountersAsync();
        Assert.Equal(before.Count, after.Count);
        Assert.All(after, counter => Assert.Equal(2, counter.Generation));
    }

    [Fact]
    public async Task An_entry_that_came_too_late_is_found_within_a_day()
    {
        await _ledger.AddAsync(100);
        await SettleAsync();
        await Projector.ProjectAsync(default);
        await _ledger.AddLateAsync();

        _core.Time.Advance(TimeSpan.FromDays(1));
        await Projector.ProjectAsync(default);
        await Projector.ProjectAsync(default);

        await AssertExactAsync(10);
    }

    [Fact]
    public async Task An_entry_of_a_version_before_is_counted()
    {
        await _ledger.AddUnstampedAsync();
        await Projector.ProjectAsync(default);
        await SettleAsync();
        await Projector.ProjectAsync(default);

        var total = await _core.Get<UsageQuery>().TotalAsync(
            new UsageFilter(new UsageScope.Everywhere(Pass), _ledger.Start, _core.Time.GetUtcNow() is var now ? UsageSpan.Day.Floor(now).AddDays(1) : default), default);
        Assert.Equal(1, total.Attempts);
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/St_Johns")]
    [InlineData("UTC")]
    public async Task Days_are_those_of_the_zone(string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        await _ledger.AddAsync(400);
        await SettleAsync();
        await Projector.ProjectAsync(default);
        var (from, to) = (_ledger.Start, UsageSpan.Day.Floor(_core.Time.GetUtcNow()).AddDays(1));

        var rows = await _core.Get<UsageQuery>().SumAsync(new UsageFilter(new UsageScope.Everywhere(Pass), from, to), UsageGrouping.Day, zone, default);

        var expected = _ledger.Closed.Where(entry => entry.StartedAt >= from && entry.StartedAt < to)
            .GroupBy(entry => TimeZoneInfo.ConvertTime(entry.StartedAt, zone).Date)
            .ToDictionary(day => day.Key, day => (day.Count(), day.Sum(entry => entry.CostMicros)));
        Assert.Equal(expected, rows.ToDictionary(row => TimeZoneInfo.ConvertTime(row.Key.Start!.Value, zone).Date, row => ((int)row.Figures.Attempts, row.Figures.CostMicros)));
    }

    [Fact]
    public async Task A_failure_is_listed_as_the_entry_says()
    {
        await _ledger.AddAsync(200);
        await SettleAsync();
        await Projector.ProjectAsync(default);

        var listed = await _core.Get<PlatformReaders>().Open<FailedAttempt>(Pass).ListAsync(new DocumentQuery<FailedAttempt>().Take(1000), default);

        var failed = _ledger.Closed.Where(entry => entry.Purpose == AttemptPurpose.Reply && entry.Outcome is AttemptOutcome.Failed or AttemptOutcome.Discarded).ToDictionary(entry => entry.Id, entry => (entry.ModelId, entry.Failure));
        Assert.NotEmpty(failed);
        Assert.Equal(failed, listed.Items.ToDictionary(entry => entry.Id, entry => (entry.ModelId, entry.Failure)));
    }

    [Fact]
    public void An_entry_holds_no_text()
    {
        var entry = JsonSerializer.SerializeToElement(_ledger.NewEntry(), DocumentJson.Options);

        Assert.All(entry.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String), property =>
            Assert.True(property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name.EndsWith("At", StringComparison.Ordinal)
                || property.Name is "id" or "outcome" or "failure" or "billedTo" or "purpose", property.Name));
        Assert.All(entry.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object), property =>
            Assert.All(property.Value.EnumerateObject(), inner => Assert.Equal(JsonValueKind.Number, inner.Value.ValueKind)));
    }

    private async Task SettleAsync()
    {
        _core.Time.Advance(UsageProjector.Settling + TimeSpan.FromSeconds(30));
        await Task.CompletedTask;
    }

    private async Task AssertExactAsync(int filters)
    {
        for (var i = 0; i < filters; i++)
        {
            var (filter, description) = RandomFilter(i);
            var by = (UsageGrouping)_random.Next(16) | (_random.Next(2) == 0 ? UsageGrouping.Purpose : UsageGrouping.None);
            var expected = _ledger.Closed.Where(entry => Selects(filter, entry))
                .GroupBy(entry => KeyOf(entry, by)).ToDictionary(group => group.Key, group => Figures(group));

            var rows = await _core.Get<UsageQuery>().SumAsync(filter, by, TimeZoneInfo.Utc, default);

            Assert.Equal(expected.Keys.Select(key => key.ToString()).Order(), rows.Select(row => row.Key.ToString()).Order());
            Assert.All(rows, row => Assert.True(expected[row.Key] == Text(row.Figures), $"{description} by {by}\n{expected[row.Key]}\n{Text(row.Figures)}"));
        }
    }

    private (UsageFilter Filter, string Description) RandomFilter(int i)
    {
        var quarters = (int)((_core.Time.GetUtcNow() - _ledger.Start) / UsageSpans.Grain) + 2;
        var from = i == 0 ? 0 : _random.Next(quarters);
        var to = i == 0 ? quarters : _random.Next(from, quarters + 1);
        UsageScope scope = _random.Next(2) == 0
            ? new UsageScope.Everywhere(Pass)
            : new UsageScope.Of([.. _ledger.Clients.Where(_ => _random.Next(2) == 0)]);
        var filter = new UsageFilter(scope, _ledger.Start + (from * UsageSpans.Grain), _ledger.Start + (to * UsageSpans.Grain))
        {
            ChatbotId = _random.Next(3) == 0 ? _ledger.Chatbots[_random.Next(_ledger.Chatbots.Count)].Chatbot : null,
            ModelId = _random.Next(3) == 0 ? new ModelId("m" + _random.Next(3)) : null,
            ProviderId = _random.Next(4) == 0 ? new ProviderId("p" + _random.Next(2)) : null,
            Purpose = _random.Next(3) == 0 ? (AttemptPurpose)_random.Next(3) : null,
        };
        return (filter, filter.ToString());
    }

    private static bool Selects(UsageFilter filter, Attempt entry) =>
        entry.StartedAt >= filter.From && entry.StartedAt < filter.To
        && (filter.Scope is not UsageScope.Of of || of.ClientIds.Contains(entry.ClientId))
        && (filter.ChatbotId ?? entry.ChatbotId) == entry.ChatbotId
        && (filter.ModelId ?? entry.ModelId) == entry.ModelId
        && (filter.ProviderId ?? entry.ProviderId) == entry.ProviderId
        && (filter.Purpose ?? entry.Purpose) == entry.Purpose;

    private static UsageKey KeyOf(Attempt entry, UsageGrouping by) => new(
        null,
        by.HasFlag(UsageGrouping.Client) ? entry.ClientId : null,
        by.HasFlag(UsageGrouping.Chatbot) ? entry.ChatbotId : null,
        by.HasFlag(UsageGrouping.Model) ? entry.ModelId : null,
        by.HasFlag(UsageGrouping.Provider) ? entry.ProviderId : null,
        by.HasFlag(UsageGrouping.Purpose) ? entry.Purpose : null);

    /// <summary>Added up here in the plainest way, not by the code under test.</summary>
    private static string Figures(IEnumerable<Attempt> entries)
    {
        var all = entries.ToList();
        return Text(new UsageFigures
        {
            Attempts = all.Count,
            Completed = all.Count(entry => entry.Outcome == AttemptOutcome.Completed),
            Failed = all.Count(entry => entry.Outcome == AttemptOutcome.Failed),
            Failures = [.. all.Where(entry => entry.Failure is not null).GroupBy(entry => entry.Failure!.Value).OrderBy(group => group.Key)
                .Select(group => new FailureCount(group.Key, group.Count()))],
            Cancelled = all.Count(entry => entry.Outcome == AttemptOutcome.Cancelled),
            Discarded = all.Count(entry => entry.Outcome == AttemptOutcome.Discarded),
            Interrupted = all.Count(entry => entry.Outcome == AttemptOutcome.Interrupted),
            Fallbacks = all.Count(entry => entry.Number > 1),
            Estimated = all.Count(entry => entry.Estimated),
            InputTokens = all.Sum(entry => entry.InputTokens),
            CachedInputTokens = all.Sum(entry => entry.CachedInputTokens),
            OutputTokens = all.Sum(entry => entry.OutputTokens),
            CostMicros = all.Sum(entry => entry.CostMicros),
            FirstToken = Histogram(all.Select(entry => entry.FirstTokenMicroseconds)),
            Duration = Histogram(all.Where(entry => entry.Outcome == AttemptOutcome.Completed).Select(entry => entry.DurationMicroseconds)),
        });
    }

    private static LatencyHistogram Histogram(IEnumerable<long?> samples)
    {
        var counts = samples.OfType<long>().GroupBy(LatencyBuckets.Of).OrderBy(group => group.Key).ToList();
        return new LatencyHistogram { Buckets = [.. counts.Select(group => group.Key)], Counts = [.. counts.Select(group => (long)group.Count())] };
    }

    private static string Text(UsageFigures figures) => JsonSerializer.Serialize(figures, DocumentJson.Options);

    private async Task<IReadOnlyList<UsageCounter>> CountersAsync()
    {
        var all = new List<UsageCounter>();
        string? after = null;
        do
        {
            var page = await _core.Get<PlatformReaders>().Open<UsageCounter>(Pass).ListAsync(new DocumentQuery<UsageCounter>().Take(1000).StartAfter(after), default);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
