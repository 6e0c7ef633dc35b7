namespace IAfluence.Core.Usage;

/// <summary>The span of time that one counter covers, in UTC.</summary>
public enum UsageSpan
{
    /// <summary>The smallest span. Days start on a quarter of an hour in every time zone.</summary>
    QuarterHour,
    Hour,
    Day,
}

/// <summary>Calculates the lengths and bounds of spans.</summary>
public static class UsageSpans
{
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(15);

    public static readonly IReadOnlyList<UsageSpan> All = [UsageSpan.QuarterHour, UsageSpan.Hour, UsageSpan.Day];

    public static TimeSpan Length(this UsageSpan span) => span switch
    {
        UsageSpan.QuarterHour => Grain,
        UsageSpan.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>Returns the start of the span that contains the instant.</summary>
    public static DateTimeOffset Floor(this UsageSpan span, DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % span.Length().Ticks), TimeSpan.Zero);

    /// <summary>Returns the first start of a span at or after the instant.</summary>
    public static DateTimeOffset Ceiling(this UsageSpan span, DateTimeOffset instant) =>
        span.Floor(instant) is var floor && floor == instant ? floor : floor + span.Length();
}
