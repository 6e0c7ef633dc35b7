using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>Common parts of request bodies.</summary>
internal static class RequestJson
{
    // The body is JSON for an API and is never part of HTML, so accents are not escaped. This halves the size of French texts.
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(body, Compact);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <summary>Writes the temperature, limited to what the model accepts.</summary>
    /// <param name="most">The maximum of the API.</param>
    public static void WriteTemperature(this Utf8JsonWriter json, ChatOptions? options, ModelCapabilities known, double most)
    {
        if (known.RefusesTemperature || options?.Temperature is not { } temperature)
            return;
        // A float would be written as 0.30000001192…, so the shortest decimal is written instead.
        json.WriteNumber("temperature"u8, Math.Min((decimal)temperature, (decimal)Math.Min(most, known.MaxTemperature ?? most)));
    }

    public static void WriteTurns(this Utf8JsonWriter json, IEnumerable<(ChatRole Role, string Text)> turns)
    {
        json.WriteStartArray("messages"u8);
        foreach (var (role, text) in turns)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, role.Value);
            json.WriteString("content"u8, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
