using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IAfluence.Core.Bootstrap;

/// <summary>Computes the digest of an object of the file, independent of property order and formatting.</summary>
internal static class ContentDigest
{
    /// <param name="element">An object or an array.</param>
    /// <param name="without">Names of properties to leave out; children have digests of their own.</param>
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
