using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IAfluence.Core.Bootstrap;

/// <summary>A digest of what an object of the file says, whatever the order and the layout of its properties.</summary>
internal static class ContentDigest
{
    /// <param name="element">The object, or a list.</param>
    /// <param name="without">The properties of its children, which have digests of their own.</param>
    public static string Of(JsonElement element, params ReadOnlySpan<string> without)
    {
        var canonical = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(canonical))
            Write(writer, element, without);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, ReadOnlySpan<string> without)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    if (without.Contains(property.Name))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, []);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, []);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
