using System.Globalization;

namespace IAfluence.Tests.Quotas;

/// <summary>The days and months that quotas count over, in time zones whose clocks change.</summary>
public sealed class QuotaSpansTests
{
    [Theory]
    [InlineData("2026-03-29T12:00:00Z", "2026-03-29", 23)]
    [InlineData("2026-10-25T12:00:00Z", "2026-10-25", 25)]
    [InlineData("2026-10-26T12:00:00Z", "2026-10-26", 24)]
    [InlineData("2026-03-28T23:30:00Z", "2026-03-29", 23)]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30", 24)]
    public void Day_in_Paris_has_as_many_hours_as_the_clocks_give_it(string at, string label, int hours)
    {
        var span = QuotaSpan.At(QuotaPeriod.Day, QuotaSpan.ZoneOf("Europe/Paris"), At(at));

        Assert.Equal((label, hours), (span.Label, (int)(span.End - span.Start).TotalHours));
        Assert.InRange(At(at), span.Start, span.End.AddTicks(-1));
    }

    [Theory]
    [InlineData("Europe/Paris", "2026-12-31T22:59:59Z", "2026-12", "2026-11-30T23:00:00Z", "2026-12-31T23:00:00Z")]
    [InlineData("Europe/Paris", "2026-12-31T23:00:00Z", "2027-01", "2026-12-31T23:00:00Z", "2027-01-31T23:00:00Z")]
    [InlineData("Europe/Paris", "2028-02-29T12:00:00Z", "2028-02", "2028-01-31T23:00:00Z", "2028-02-29T23:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T03:59:59Z", "2026-10", "2026-10-01T04:00:00Z", "2026-11-01T04:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-09-30T11:00:00Z", "2026-10", "2026-09-30T11:00:00Z", "2026-10-31T11:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-01-31T10:00:00Z", "2026-02", "2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z")]
    [InlineData("No/Where", "2026-02-28T23:59:59Z", "2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    public void Month_begins_and_ends_at_local_midnight(string zone, string at, string label, string start, string end)
    {
        var span = QuotaSpan.At(QuotaPeriod.Month, QuotaSpan.ZoneOf(zone), At(at));

        Assert.Equal(new QuotaSpan(label, At(start), At(end)), span);
    }

    [Theory]
    // At midnight the clocks went forward: the day begins at one o'clock.
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", 23)]
    // At midnight they went back: the day before has its last hour twice.
    [InlineData("America/Sao_Paulo", "2018-02-17T12:00:00Z", 25)]
    [InlineData("Africa/Cairo", "2026-04-24T12:00:00Z", 23)]
    public void Day_whose_midnight_is_missing_or_comes_twice_leaves_no_gap(string zone, string at, int hours)
    {
        var info = QuotaSpan.ZoneOf(zone);

        var day = QuotaSpan.At(QuotaPeriod.Day, info, At(at));

        Assert.Equal(hours, (day.End - day.Start).TotalHours);
        Assert.Equal(day.Start, QuotaSpan.At(QuotaPeriod.Day, info, day.Start.AddMilliseconds(-1)).End);
        Assert.Equal(day.End, QuotaSpan.At(QuotaPeriod.Day, info, day.End).Start);
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public void Every_hour_of_two_years_is_in_one_day_and_one_month(string zone)
    {
        var info = QuotaSpan.ZoneOf(zone);
        var at = new DateTimeOffset(2018, 1, 1, 0, 30, 0, TimeSpan.Zero);

        for (var hour = 0; hour < 2 * 365 * 24; hour++, at = at.AddHours(1))
        {
            foreach (var period in new[] { QuotaPeriod.Day, QuotaPeriod.Month })
            {
                var span = QuotaSpan.At(period, info, at);
                Assert.True(span.Start <= at && at < span.End, $"{zone} {period} {at}: {span}");
                Assert.Equal(span, QuotaSpan.At(period, info, span.Start));
                Assert.NotEqual(span.Label, QuotaSpan.At(period, info, span.End).Label);
            }
        }
    }

    [Theory]
    [InlineData(49, 0, 0, 49)]
    [InlineData(1, 999, 0, 99)]
    [InlineData(0, 0, 1_999_999, 199)]
    public void Percentage_is_of_the_most_used_ceiling_rounded_down(long messages, long tokens, long cost, int percent) =>
        Assert.Equal(percent, new Quota(QuotaPeriod.Day, 100, 1000, 1_000_000).PercentOf(new QuotaUse(messages, tokens, cost)));

    [Theory]
    [InlineData(69, DegradeStep.None)]
    [InlineData(70, DegradeStep.Cheaper)]
    [InlineData(89, DegradeStep.Cheaper)]
    [InlineData(90, DegradeStep.Knowledge)]
    [InlineData(99, DegradeStep.Knowledge)]
    [InlineData(100, DegradeStep.Off)]
    public void Ladder_goes_down_at_70_90_and_100_percent(int percent, DegradeStep step) => Assert.Equal(step, DegradeLadder.Default.StepAt(percent));

    [Fact]
    public void Step_that_is_left_out_is_not_taken() =>
        Assert.Equal(DegradeStep.None, new DegradeLadder(null, null).StepAt(99));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
