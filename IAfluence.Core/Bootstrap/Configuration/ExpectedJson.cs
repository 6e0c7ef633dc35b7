using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>Maps a type to the JSON it is written as, and names both in messages.</summary>
internal static class ExpectedJson
{
    private static readonly Type[] _whole = [typeof(int), typeof(long)];
    private static readonly Type[] _fractional = [typeof(decimal), typeof(double)];

    /// <summary>Whether only the type's own converter knows which JSON is valid.</summary>
    public static bool IsOpaque(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable => false,
        JsonTypeInfoKind.None => !IsText(type) && !IsFlag(type) && !_whole.Contains(Plain(type)) && !_fractional.Contains(Plain(type)),
        _ => true,
    };

    public static bool Fits(JsonElement value, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array,
        _ when IsText(type) => value.ValueKind == JsonValueKind.String,
        _ when IsFlag(type) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ when value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out _) => false,
        _ when Plain(type) == typeof(int) => value.GetDecimal() is var number && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue,
        _ when Plain(type) == typeof(long) => value.GetDecimal() is var number && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue,
        _ => true,
    };

    public static string Named(JsonTypeInfo type, JsonPropertyInfo property)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
            return "an object";
        if (type.Type == typeof(LocalTexts))
            return "an array of strings";
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            return property.Options.GetTypeInfo(element).Kind == JsonTypeInfoKind.Object ? "an array of objects" : element == typeof(string) ? "an array of strings" : "an array";
        if (IsText(type) || type.Type == typeof(LocalText))
            return "a string";
        if (IsFlag(type))
            return "true or false";
        var number = _whole.Contains(Plain(type)) ? "an integer" : "a number";
        return property.FindOrNull<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{number} from {range.Minimum} to {range.Maximum}")
            : number;
    }

    /// <param name="isSecret">Whether the message may tell only the kind of value.</param>
    public static string Named(JsonElement value, bool isSecret = false) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number when isSecret => "a number",
        _ => Faults.Format(value.GetRawText()),
    };

    private static bool IsText(JsonTypeInfo type) => type.Type == typeof(string);

    private static bool IsFlag(JsonTypeInfo type) => Plain(type) == typeof(bool);

    private static Type Plain(JsonTypeInfo type) => Nullable.GetUnderlyingType(type.Type) ?? type.Type;
}
