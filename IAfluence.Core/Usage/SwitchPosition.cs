using System.Globalization;

namespace IAfluence.Core.Usage;

/// <summary>A position in the list of failures, which is ordered newest first.</summary>
public sealed record SwitchPosition(DateTimeOffset At, AttemptId Id)
{
    public static SwitchPosition Of(FailedAttempt failed) => new(failed.At, failed.Id);

    /// <returns>Null when the text was not written by <see cref="ToString"/>.</returns>
    public static SwitchPosition? ParseOrNull(string? text)
    {
        if (text?.Split('-', 2) is not [var at, { Length: > 0 and <= 64 } id]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        return new SwitchPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new AttemptId(id));
    }

    /// <summary>Returns a text that can be used in a URL.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Whether the failure follows this position in the list, which means it is older.</summary>
    public bool Precedes(FailedAttempt failed) =>
        failed.At < At || (failed.At == At && string.CompareOrdinal(failed.Id.Value, Id.Value) < 0);
}
