namespace IAfluence.Core.Usage;

/// <summary>What a month will have cost, reckoned so simply that it can be said in one sentence.</summary>
public static class SpendForecast
{
    /// <summary>So many full days before today are looked at: one of each weekday.</summary>
    public const int Days = 7;

    /// <summary>From when costs are needed: the month so far and the days looked at.</summary>
    public static DateTimeOffset SinceFor(DateTimeOffset now)
    {
        var (month, week) = (MonthOf(now), UsageSpan.Day.Floor(now).AddDays(-Days));
        return month < week ? month : week;
    }

    /// <summary>The first instant of the month, in UTC.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// What is spent so far, and for each day left what the same weekday cost within the last seven days; of today, the share that is left.
    /// A weekday before the first use counts as the average of the others.
    /// </summary>
    /// <param name="costs">Micro-dollars by day of UTC since <see cref="SinceFor"/>; days without use may be missing.</param>
    /// <returns>In micro-dollars; null before there was a full day of use.</returns>
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
