using System.Globalization;

namespace IAfluence.Core.Usage;

/// <summary>A place in the list of failures, newest first: what follows is older.</summary>
public sealed record SwitchPosition(DateTimeOffset At, AttemptId Id)
{
    public static SwitchPosition Of(FailedAttempt failed) => new(failed.At, failed.Id);

    /// <returns>Null for a text that <see cref="ToString"/> did not make.</returns>
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

    /// <summary>Safe in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Whether the failure comes after this place.</summary>
    public bool Precedes(FailedAttempt failed) =>
        failed.At < At || (failed.At == At && string.CompareOrdinal(failed.Id.Value, Id.Value) < 0);
}
