using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Anthropic;

/// <summary>Writes the body of a Messages request: the system prompt, alternating messages and the required token limit.</summary>
internal static class MessagesRequest
{
    /// <summary>The API requires a limit. Every model accepts this one, and replies in a widget are far shorter.</summary>
    private const int DefaultMaxTokens = 4096;

    private const double MaxTemperature = 1;

    public static ReadOnlyMemory<byte> Write(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known) => RequestJson.Write(json =>
    {
        json.WriteString("model"u8, model);
        var ceiling = options?.MaxOutputTokens ?? DefaultMaxTokens;
        json.WriteNumber("max_tokens"u8, Math.Min(ceiling, known.MaxOutputTokens ?? ceiling));
        json.WriteBoolean("stream"u8, true);
        json.WriteTemperature(options, known, MaxTemperature);
        if (ChatTurns.Instructions(messages, options) is { Length: > 0 } instructions)
            json.WriteString("system"u8, instructions);
        json.WriteTurns(ChatTurns.Alternating(messages, known.RefusesPrefill));
    });
}
