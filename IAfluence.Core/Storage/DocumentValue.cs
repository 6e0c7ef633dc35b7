using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IAfluence.Core.Storage;

/// <summary>
/// Converts a CLR value to the form in which engines compare it: null, string, bool, long, double or a UTC <see cref="DateTimeOffset"/> in
/// whole milliseconds. Filters, updates, sort keys and stored documents use the same conversion.
/// </summary>
public static class DocumentValue
{
    private static readonly ConcurrentDictionary<Enum, string> _enumNames = new();

    public static object? Scalar(object? value) => value switch
    {
        null or string or bool or long or double => value,
        int number => (long)number,
        IId id => id.Value,
        Enum name => _enumNames.GetOrAdd(name, StoredNameOf),
        DateTimeOffset instant => Instant(instant),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not a scalar. Use null, string, bool, int, long, double, an enum, an id or DateTimeOffset.", nameof(value)),
    };

    public static DateTimeOffset Instant(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>The name under which an enum value is stored: of its <see cref="JsonStringEnumMemberNameAttribute"/>, otherwise its own in camel case.</summary>
    private static string StoredNameOf(Enum value) =>
        value.GetType().GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
