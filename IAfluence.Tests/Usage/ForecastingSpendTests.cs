using IAfluence.Core.Usage;

namespace IAfluence.Tests.Usage;

/// <summary>What a month will have cost, said in one sentence and reckoned so.</summary>
public sealed class ForecastingSpendTests
{
    // A Tuesday, at noon; the month has 20 days left after it.
    private static readonly DateTimeOffset Now = new(2026, 8, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_every_day_stays_the_same()
    {
        var costs = Days(11, _ => 1_000_000);
        costs[Today] = 500_000;

        Assert.Equal(31_000_000, SpendForecast.MonthMicros(costs, Now));
    }

    [Fact]
    public void Day_that_is_left_costs_what_its_weekday_did()
    {
        // Shut on Sundays: of the days left three are Sundays, the 16th, 23rd and 30th.
        var costs = Days(11, day => day.DayOfWeek == DayOfWeek.Sunday ? 0 : 1_000_000);
        costs[Today] = 0;
        var spent = costs.Where(day => day.Key.Month == 8).Sum(day => day.Value);

        Assert.Equal(spent + 500_000 + (17 * 1_000_000), SpendForecast.MonthMicros(costs, Now));
    }

    [Fact]
    public void Weekdays_before_the_first_use_count_as_the_average_of_the_others()
    {
        var costs = new Dictionary<DateOnly, long> { [Today.AddDays(-2)] = 1_000_000, [Today.AddDays(-1)] = 3_000_000 };

        // The 9th was a Sunday and the 10th a Monday; three of each are left, of the other days 14 and a half.
        Assert.Equal(4_000_000 + (3 * 1_000_000) + (3 * 3_000_000) + (29 * 1_000_000), SpendForecast.MonthMicros(costs, Now));
    }

    [Fact]
    public void Before_a_full_day_of_use_nothing_is_foretold()
    {
        Assert.Null(SpendForecast.MonthMicros(new Dictionary<DateOnly, long>(), Now));
        Assert.Null(SpendForecast.MonthMicros(new Dictionary<DateOnly, long> { [Today] = 7 }, Now));
    }

    [Fact]
    public void Days_of_the_month_before_foretell_and_are_not_spent()
    {
        var first = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var costs = Enumerable.Range(1, 7).ToDictionary(back => DateOnly.FromDateTime(first.UtcDateTime).AddDays(-back), _ => 1_000_000L);

        Assert.Equal(30_000_000, SpendForecast.MonthMicros(costs, first));
        Assert.Equal(first.AddDays(-7), SpendForecast.SinceFor(first));
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero), SpendForecast.SinceFor(Now));
    }

    private static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    private static Dictionary<DateOnly, long> Days(int count, Func<DateOnly, long> cost) =>
        Enumerable.Range(0, count).Select(back => Today.AddDays(-back)).ToDictionary(day => day, cost);
}
