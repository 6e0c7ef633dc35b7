using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Writes the body of a chat-completions request.</summary>
internal static class ChatRequest
{
    private const double MaxTemperature = 2;

    public static ReadOnlyMemory<byte> Write(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known) => RequestJson.Write(json =>
    {
        json.WriteString("model"u8, model);
        json.WriteBoolean("stream"u8, true);
        if (!known.RefusesStreamOptions)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        json.WriteTemperature(options, known, MaxTemperature);
        if (options?.MaxOutputTokens is { } ceiling)
            json.WriteNumber(known.WantsMaxCompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, Math.Min(ceiling, known.MaxOutputTokens ?? ceiling));
        json.WriteTurns(ChatTurns.Of(messages, options, known));
    });
}
