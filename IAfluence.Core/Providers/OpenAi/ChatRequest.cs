using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Writes the body of a chat-completions request.</summary>
internal static class ChatRequest
{
    // The body is JSON for an API and never stands in HTML: accents stay as they are, which halves French texts.
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, RequestDialect dialect)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(body, Compact);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteBoolean("stream"u8, true);
        if (dialect.StreamOptions)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        if (dialect.Temperature && options?.Temperature is { } temperature)
            // A float written as such would read 0.30000001192…: the shortest decimal is meant.
            json.WriteNumber("temperature"u8, (decimal)temperature);
        if (options?.MaxOutputTokens is { } ceiling)
            json.WriteNumber(dialect.MaxCompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, ceiling);
        json.WriteStartArray("messages"u8);
        if (options?.Instructions is { Length: > 0 } instructions)
            WriteMessage(json, ChatRole.System, instructions);
        foreach (var message in messages)
            WriteMessage(json, message.Role, message.Text);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatRole role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Value);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }
}
