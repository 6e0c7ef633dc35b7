namespace IAfluence.Core.Usage;

/// <summary>Forecasts the cost of the current month from the cost of the same weekdays.</summary>
public static class SpendForecast
{
    /// <summary>The number of full days before today that are used: one of each weekday.</summary>
    public const int Days = 7;

    /// <summary>Returns the start of the costs that the forecast needs: the current month and the days before today.</summary>
    public static DateTimeOffset SinceFor(DateTimeOffset now)
    {
        var (month, week) = (MonthOf(now), UsageSpan.Day.Floor(now).AddDays(-Days));
        return month < week ? month : week;
    }

    /// <summary>The first instant of the month, in UTC.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Adds to the cost so far, for each remaining day, the cost of the same weekday within the last 7 days. For today, only the remaining share is added. A
    /// weekday without data counts as the average of the others.
    /// </summary>
    /// <param name="costs">Micro-dollars by UTC day since <see cref="SinceFor"/>; days without use may be missing.</param>
    /// <returns>Micro-dollars; null when there was no use before today.</returns>
    public static long? MonthMicros(IReadOnlyDictionary<DateOnly, long> costs, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var used = costs.Where(day => day.Value > 0).Select(day => day.Key).ToList();
        if (used.Count == 0 || used.Min() >= today)
            return null;
        var known = Enumerable.Range(1, Days).Select(back => today.AddDays(-back)).Where(day => day >= used.Min())
            .ToDictionary(day => day.DayOfWeek, day => costs.GetValueOrDefault(day));
        var average = known.Count == 0 ? 0 : known.Values.Average();

        double Expected(DateOnly day) => known.TryGetValue(day.DayOfWeek, out var cost) ? cost : average;

        var first = new DateOnly(today.Year, today.Month, 1);
        var spent = costs.Where(day => day.Key >= first && day.Key <= today).Sum(day => day.Value);
        var rest = Expected(today) * (1 - now.UtcDateTime.TimeOfDay.TotalDays);
        for (var day = today.AddDays(1); day < first.AddMonths(1); day = day.AddDays(1))
            rest += Expected(day);
        return spent + (long)Math.Round(rest);
    }
}
