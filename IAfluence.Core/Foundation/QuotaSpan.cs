using System.Globalization;

namespace IAfluence.Core.Foundation;

/// <summary>One day or month of a quota in its time zone. A day has 23 to 25 hours when the clocks change.</summary>
/// <param name="Label">The calendar label, such as 2026-11 or 2026-11-22; independent of the time zone's offset.</param>
/// <param name="Start">Inclusive.</param>
/// <param name="End">Exclusive.</param>
public sealed record QuotaSpan(string Label, DateTimeOffset Start, DateTimeOffset End)
{
    /// <param name="at">An instant in the span.</param>
    public static QuotaSpan At(QuotaPeriod period, TimeZoneInfo zone, DateTimeOffset at)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone).Date;
        if (period == QuotaPeriod.Day)
            return new QuotaSpan(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Midnight(day, zone), Midnight(day.AddDays(1), zone));
        var first = new DateTime(day.Year, day.Month, 1);
        return new QuotaSpan(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), Midnight(first, zone), Midnight(first.AddMonths(1), zone));
    }

    /// <returns>The time zone; UTC when the machine does not know the name.</returns>
    public static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The instant at which a day begins. In zones that change their clocks at midnight, midnight can be skipped or repeated.</summary>
    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone)
    {
        var offset = zone.IsInvalidTime(day) ? zone.GetUtcOffset(day.AddHours(-3))
            : zone.IsAmbiguousTime(day) ? zone.GetAmbiguousTimeOffsets(day).Max()
            : zone.GetUtcOffset(day);
        return new DateTimeOffset(day, offset).ToUniversalTime();
    }
}
