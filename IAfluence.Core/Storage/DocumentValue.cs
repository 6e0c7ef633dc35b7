using System.Text.Json;

namespace IAfluence.Core.Storage;

/// <summary>
/// Converts a CLR value to the form in which engines compare it: null, string, bool, long, double or a UTC <see cref="DateTimeOffset"/> in
/// whole milliseconds. Filters, updates, sort keys and stored documents use the same conversion.
/// </summary>
public static class DocumentValue
{
    public static object? Scalar(object? value) => value switch
    {
        null or string or bool or long or double => value,
        int number => (long)number,
        IId id => id.Value,
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        DateTimeOffset instant => Instant(instant),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not a scalar. Use null, string, bool, int, long, double, an enum, an id or DateTimeOffset.", nameof(value)),
    };

    public static DateTimeOffset Instant(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
