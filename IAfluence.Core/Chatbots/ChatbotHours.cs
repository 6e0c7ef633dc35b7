using System.Globalization;

namespace IAfluence.Core.Chatbots;

/// <summary>The hours in which the team can answer, in the client's time zone.</summary>
public sealed record ChatbotHours
{
    public const int MaxIntervals = 50;

    public IReadOnlyList<OpenInterval> Intervals { get; init; } = [];

    public bool Equals(ChatbotHours? other) => other is not null && Intervals.SequenceEqual(other.Intervals);

    public override int GetHashCode() => Intervals.Count;

    /// <summary>Whether the team is available at a time, and when that changes next.</summary>
    /// <param name="local">Local time in the client's time zone.</param>
    public HoursStanding StandingAt(DateTime local)
    {
        var midnight = local.Date.AddDays(-DayOf(local));
        var now = (int)(local - midnight).TotalMinutes;
        var spans = Spans();
        // Includes the weeks before and after, so that an interval can cross from Sunday night to Monday.
        var (open, changes) = (false, (int?)null);
        foreach (var (from, to) in spans)
        {
            if (from <= now && now < to)
                (open, changes) = (true, to);
            else if (from > now && !open && changes is null)
                changes = from;
        }

        return changes is { } at && at - now <= 7 * OpenInterval.MinutesOfDay ? new HoursStanding(open, midnight.AddMinutes(at)) : new HoursStanding(open, null);
    }

    /// <summary>The intervals of last week, this week and next week, in minutes from this week's Monday; sorted, with adjacent ones merged.</summary>
    private List<(int From, int To)> Spans()
    {
        const int week = 7 * OpenInterval.MinutesOfDay;
        var all = Intervals
            .Select(interval => (Start: interval.Day * OpenInterval.MinutesOfDay, interval.From, interval.To))
            .SelectMany(day => new[] { -week, 0, week }.Select(offset =>
                (From: offset + day.Start + OpenInterval.MinuteOf(day.From), To: offset + day.Start + OpenInterval.MinuteOf(day.To))))
            .OrderBy(span => span.From);
        var joined = new List<(int From, int To)>();
        foreach (var (from, to) in all)
        {
            if (joined is [.., var last] && from <= last.To)
                joined[^1] = (last.From, Math.Max(last.To, to));
            else
                joined.Add((from, to));
        }

        return joined;
    }

    // DayOfWeek starts on Sunday.
    private static int DayOf(DateTime local) => ((int)local.DayOfWeek + 6) % 7;
}

/// <summary>Whether the team is available at a certain time.</summary>
/// <param name="ChangesAt">When <see cref="Open"/> changes next, as local time of the client; null when it never changes.</param>
public sealed record HoursStanding(bool Open, DateTime? ChangesAt);

/// <summary>An interval within one day of the week; the end is exclusive.</summary>
/// <param name="Day">0 for Monday to 6 for Sunday.</param>
/// <param name="From">Hours and minutes, for example 09:00.</param>
/// <param name="To">Hours and minutes, for example 18:30; 24:00 for the end of the day.</param>
public sealed record OpenInterval(int Day, string From = "00:00", string To = "24:00")
{
    public const int LastDay = 6;

    internal const int MinutesOfDay = 24 * 60;

    /// <summary>The minute of the day; -1 when the text is not a valid time.</summary>
    public static int MinuteOf(string? text)
    {
        if (text is not { Length: 5 } || text[2] != ':'
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || minute > 59 || (hour * 60) + minute > MinutesOfDay)
            return -1;
        return (hour * 60) + minute;
    }
}
