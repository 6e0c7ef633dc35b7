using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>What the bodies of requests have in common.</summary>
internal static class RequestJson
{
    // The body is JSON for an API and never stands in HTML: accents stay as they are, which halves French texts.
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

    /// <summary>Writes the temperature as far as the model takes one.</summary>
    /// <param name="options">Of the call.</param>
    /// <param name="known">Of the model.</param>
    /// <param name="most">The highest the API knows.</param>
    public static void WriteTemperature(this Utf8JsonWriter json, ChatOptions? options, ModelCapabilities known, double most)
    {
        if (known.RefusesTemperature || options?.Temperature is not { } temperature)
            return;
        // A float written as such would read 0.30000001192…: the shortest decimal is meant.
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
