using System.Globalization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots.Team;

/// <summary>One day of the week in a form: start and end times in pairs, in the format of time inputs.</summary>
public sealed class DayFields
{
    /// <summary>The index of the day. It is posted, so that a day without intervals is still bound.</summary>
    public int Day { get; set; }

    public List<string?> From { get; set; } = [];

    public List<string?> To { get; set; } = [];

    public int Count => Math.Max(From.Count, To.Count);

    public (string? From, string? To) At(int place) => (From.ElementAtOrDefault(place), To.ElementAtOrDefault(place));

    public void Add(string? from, string? to)
    {
        From.Add(from);
        To.Add(to);
    }

    public void RemoveAt(int place)
    {
        if (place < From.Count)
            From.RemoveAt(place);
        if (place < To.Count)
            To.RemoveAt(place);
    }
}

/// <summary>
/// Converts a week between the form and the settings. Time inputs have no 24:00, so an interval that ends at 00:00 ends with the day.
/// </summary>
public static class WeekFields
{
    public const int Days = 7;
    public const int MaxADay = 6;
    private const int Friday = 4;
    private const string Midnight = "00:00";
    private const string DaysEnd = "24:00";

    /// <summary>The default hours for a new week.</summary>
    public static readonly ChatbotHours Usual = new()
    {
        Intervals = [.. Enumerable.Range(0, Friday + 1).SelectMany(day => new OpenInterval[] { new(day, "09:00", "12:00"), new(day, "14:00", "18:00") })],
    };

    public static List<DayFields> Of(ChatbotHours hours)
    {
        var week = Enumerable.Range(0, Days).Select(day => new DayFields { Day = day }).ToList();
        foreach (var interval in hours.Intervals.Where(interval => interval.Day is >= 0 and < Days))
            week[interval.Day].Add(interval.From, interval.To == DaysEnd ? Midnight : interval.To);
        return week;
    }

    /// <summary>Reads the form; an empty interval is ignored.</summary>
    public static ChatbotHours HoursOf(IReadOnlyList<DayFields> week) => new()
    {
        Intervals =
        [
            .. from day in Enumerable.Range(0, week.Count)
               from place in Enumerable.Range(0, week[day].Count)
               let times = week[day].At(place)
               where !string.IsNullOrWhiteSpace(times.From) || !string.IsNullOrWhiteSpace(times.To)
               select new OpenInterval(day, times.From ?? "", times.To is Midnight ? DaysEnd : times.To ?? ""),
        ],
    };

    /// <summary>
    /// Applies a button of the form without saving: <c>add:0</c>, <c>remove:0:1</c>, <c>copy</c> (Monday to Tuesday through Friday).
    /// </summary>
    public static void Apply(IReadOnlyList<DayFields> week, string change)
    {
        var parts = change.Split(':');
        var day = Number(1) is >= 0 and < Days and var found && found < week.Count ? week[found] : null;
        switch (parts[0])
        {
            case "add" when day is { Count: 0 }:
                day.Add("09:00", "18:00");
                break;
            case "add" when day is { Count: < MaxADay }:
                day.Add(null, null);
                break;
            case "remove" when day is not null:
                day.RemoveAt(Number(2));
                break;
            case "copy" when week.Count == Days:
                foreach (var other in week.Skip(1).Take(Friday))
                    (other.From, other.To) = ([.. week[0].From], [.. week[0].To]);
                break;
        }

        int Number(int at) => at < parts.Length && int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    /// <summary>The name of a day within a sentence; 0 is Monday.</summary>
    public static string NameOf(int day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)((day + 1) % Days));

    /// <summary>The name of a day at the beginning of a line.</summary>
    public static string TitleOf(int day) => CultureInfo.CurrentUICulture.TextInfo.ToTitleCase(NameOf(day));
}
