using System.Globalization;

namespace IAfluence.Core.Foundation;

/// <summary>One day or month of a quota in its time zone. Days have 23 to 25 hours where the clocks change.</summary>
/// <param name="Label">Names it within its calendar, as 2026-11 or 2026-11-22: the same whatever becomes of the time zone's offset.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
public sealed record QuotaSpan(string Label, DateTimeOffset Start, DateTimeOffset End)
{
    /// <param name="period">How long it counts.</param>
    /// <param name="at">An instant in it.</param>
    public static QuotaSpan At(QuotaPeriod period, TimeZoneInfo zone, DateTimeOffset at)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone).Date;
        if (period == QuotaPeriod.Day)
            return new QuotaSpan(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Midnight(day, zone), Midnight(day.AddDays(1), zone));
        var first = new DateTime(day.Year, day.Month, 1);
        return new QuotaSpan(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), Midnight(first, zone), Midnight(first.AddMonths(1), zone));
    }

    /// <returns>UTC for a name that this machine does not know.</returns>
    public static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The instant at which a day begins: some zones change their clocks at midnight, so that it is missing or comes twice.</summary>
    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone)
    {
        var offset = zone.IsInvalidTime(day) ? zone.GetUtcOffset(day.AddHours(-3))
            : zone.IsAmbiguousTime(day) ? zone.GetAmbiguousTimeOffsets(day).Max()
            : zone.GetUtcOffset(day);
        return new DateTimeOffset(day, offset).ToUniversalTime();
    }
}
