namespace IAfluence.Core.Usage;

/// <summary>How much time one counter stands for, in UTC.</summary>
public enum UsageSpan
{
    /// <summary>The grain: every zone's days begin on a quarter of an hour.</summary>
    QuarterHour,
    Hour,
    Day,
}

/// <summary>Where the spans of UTC begin.</summary>
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

    /// <summary>The beginning of the span that the instant lies in.</summary>
    public static DateTimeOffset Floor(this UsageSpan span, DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % span.Length().Ticks), TimeSpan.Zero);

    /// <summary>The first beginning of a span at or after the instant.</summary>
    public static DateTimeOffset Ceiling(this UsageSpan span, DateTimeOffset instant) =>
        span.Floor(instant) is var floor && floor == instant ? floor : floor + span.Length();
}
