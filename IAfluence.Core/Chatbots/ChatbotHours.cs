using System.Globalization;

namespace IAfluence.Core.Chatbots;

/// <summary>When the team can answer, in the client's time zone.</summary>
public sealed record ChatbotHours
{
    public const int MaxIntervals = 50;

    public IReadOnlyList<OpenInterval> Intervals { get; init; } = [];

    public bool Equals(ChatbotHours? other) => other is not null && Intervals.SequenceEqual(other.Intervals);

    public override int GetHashCode() => Intervals.Count;
}

/// <summary>From one minute of a week day to another, the second not included.</summary>
/// <param name="Day">0 for Monday to 6 for Sunday.</param>
/// <param name="From">As 09:00.</param>
/// <param name="To">As 18:30; 24:00 for the day's end.</param>
public sealed record OpenInterval(int Day, string From, string To)
{
    public const int LastDay = 6;

    private const int MinutesOfDay = 24 * 60;

    /// <summary>The minute of the day; -1 for a text that is no time.</summary>
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
