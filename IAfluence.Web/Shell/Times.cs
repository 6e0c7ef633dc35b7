using System.Globalization;
using IAfluence.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Shell;

/// <summary>Formats instants: relative to now, or as a date in a client's time zone.</summary>
public sealed class Times(IStringLocalizer<ShellTexts> texts, TimeProvider time)
{
    /// <summary>The machine's time zone, for data without a client.</summary>
    public string Zone => time.LocalTimeZone is { HasIanaId: true } zone ? zone.Id : "UTC";

    /// <summary>"3 min ago"; the date after a week.</summary>
    public string Relative(DateTimeOffset at, string zone)
    {
        var now = time.GetUtcNow();
        return (now - at) switch
        {
            { TotalSeconds: < 45 } => texts["Time.Now"],
            { TotalMinutes: < 59.5 } age => texts["Time.Minutes", Math.Max(1, (int)Math.Round(age.TotalMinutes))],
            { TotalHours: < 23.5 } age => texts["Time.Hours", (int)Math.Round(age.TotalHours)],
            { TotalDays: < 1.5 } => texts["Time.Yesterday"],
            { TotalDays: < 7 } age => texts["Time.Days", (int)Math.Round(age.TotalDays)],
            _ => In(zone, at).ToString(In(zone, at).Year == In(zone, now).Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>Date and time with the name of the zone.</summary>
    public string Absolute(DateTimeOffset at, string zone) =>
        $"{In(zone, at).ToString("f", CultureInfo.CurrentCulture)} ({ZoneOf(zone).Id})";

    /// <summary>22 Nov 2026, 09:43.</summary>
    public string Date(DateTimeOffset at, string zone) =>
        $"{In(zone, at).ToString("d MMM yyyy", CultureInfo.CurrentCulture)}, {In(zone, at).ToString("t", CultureInfo.CurrentCulture)}";

    /// <summary>Time with seconds, as in a conversation.</summary>
    public string Clock(DateTimeOffset at, string zone) => In(zone, at).ToString("T", CultureInfo.CurrentCulture);

    private static DateTimeOffset In(string zone, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, ZoneOf(zone));

    private static TimeZoneInfo ZoneOf(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.Utc;
}
