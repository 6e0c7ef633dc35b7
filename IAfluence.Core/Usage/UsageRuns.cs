namespace IAfluence.Core.Usage;

/// <summary>A period that is covered by consecutive counters of one span.</summary>
internal readonly record struct UsageRun(UsageSpan Span, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Divides a period into counters: the longest spans that do not cross the bounds of a group. Each instant belongs to exactly one counter.</summary>
internal sealed class UsageRuns
{
    private readonly DateTimeOffset[] _groups;

    private UsageRuns(DateTimeOffset[] groups, IReadOnlyList<UsageRun> runs) => (_groups, Runs) = (groups, runs);

    public IReadOnlyList<UsageRun> Runs { get; }

    public static UsageRuns Of(DateTimeOffset from, DateTimeOffset to, UsageGrouping by, TimeZoneInfo zone)
    {
        if (UsageSpan.QuarterHour.Floor(from) != from || UsageSpan.QuarterHour.Floor(to) != to)
            throw new ArgumentException("A period must start and end on a quarter of an hour.", nameof(from));
        var groups = Groups(from, to, by, zone);
        var runs = new List<UsageRun>();
        for (var i = 0; i < groups.Length; i++)
            AddRuns(groups[i], i + 1 < groups.Length ? groups[i + 1] : to, runs);
        return new UsageRuns(groups, runs);
    }

    /// <summary>Returns the start of the group that contains an instant of the period.</summary>
    public DateTimeOffset GroupOf(DateTimeOffset instant)
    {
        var found = Array.BinarySearch(_groups, instant);
        return _groups[found >= 0 ? found : ~found - 1];
    }

    /// <summary>Returns the span of the counter that contains an instant of the period.</summary>
    public UsageSpan SpanOf(DateTimeOffset instant) => Runs.First(run => instant >= run.Start && instant < run.End).Span;

    private static void AddRuns(DateTimeOffset from, DateTimeOffset to, List<UsageRun> runs)
    {
        while (from < to)
        {
            var span = UsageSpans.All.Last(span => span.Floor(from) == from && (span == UsageSpan.QuarterHour || from + span.Length() <= to));
            var end = from + span.Length();
            if (runs is [.., var last] && last.Span == span && last.End == from)
                runs[^1] = last with { End = end };
            else
                runs.Add(new UsageRun(span, from, end));
            from = end;
        }
    }

    /// <summary>Finds the starts of groups by converting every quarter of an hour to the time zone, which is correct for every clock change.</summary>
    private static DateTimeOffset[] Groups(DateTimeOffset from, DateTimeOffset to, UsageGrouping by, TimeZoneInfo zone)
    {
        if (from >= to)
            return [];
        var (byHour, byDay) = (by.HasFlag(UsageGrouping.Hour), by.HasFlag(UsageGrouping.Day));
        if (!byHour && !byDay)
            return [from];
        var groups = new List<DateTimeOffset> { from };
        var before = TimeZoneInfo.ConvertTime(from, zone);
        for (var at = from + UsageSpans.Grain; at < to; at += UsageSpans.Grain)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            if (local.Date != before.Date || (byHour && (local.Hour != before.Hour || local.Offset != before.Offset)))
                groups.Add(at);
            before = local;
        }

        return [.. groups];
    }
}
