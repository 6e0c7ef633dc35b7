using System.Text.Json;
using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Reads chat-completion chunks, and whole completions.</summary>
internal sealed class ChatChunkReader : ResponseReader
{
    private bool _refused;
    private long _inputTokens;

    public override long InputTokens => _inputTokens;

    public override ChatFinishReason FinishReason =>
        StopReason is "length" or "max_tokens" or "model_length" ? ChatFinishReason.Length : ChatFinishReason.Stop;

    public override bool Read(ReadOnlySpan<byte> data)
    {
        if (data.TrimStart(" "u8).StartsWith("[DONE]"u8))
        {
            Ended = true;
            return true;
        }

        // Several JSON values on separate lines of one event are accepted as separate chunks.
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
                continue;
            if (reader.TokenType == JsonTokenType.StartObject && !ReadChunk(ref reader))
                return false;
        }

        return true;
    }

    protected override ProviderException? FailureOfStopReason() => StopReason switch
    {
        "content_filter" => new ProviderException(ProviderFailure.ContentRefused, "The provider's content filter ended the response."),
        "error" => new ProviderException(ProviderFailure.Transient, "The provider ended the response with an error."),
        _ when _refused => new ProviderException(ProviderFailure.ContentRefused, "The model refused to answer.") { IsOfModel = true },
        _ => null,
    };

    private bool ReadChunk(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                ReadChoices(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                ReadUsage(ref reader);
            }
            else if (reader.ValueTextEquals("x_groq"u8))
            {
                // Groq reports the usage of a stream one level deeper.
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject && !ReadChunk(ref reader))
                    return false;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                if (reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False))
                    return false;
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8))
                    return false;
                reader.Skip();
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return true;
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        SawResponse = true;
        var first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (first && reader.TokenType == JsonTokenType.StartObject)
                ReadChoice(ref reader);
            else
                reader.Skip();
            first = false;
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    ReadDelta(ref reader);
                else
                    reader.Skip();
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                StopReason = TextOrNull(ref reader) ?? StopReason;
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ReadContent(ref reader);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                _refused |= reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;
                reader.Skip();
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    /// <summary>Reads a string, or a list of parts. Only parts of type "text" are returned; others, such as thinking, are skipped.</summary>
    private void ReadContent(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            Append(ref reader);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isText = reader.ValueTextEquals("text"u8);
                reader.Read();
                if (isText && reader.TokenType == JsonTokenType.String)
                    Append(ref reader);
                else
                    reader.Skip();
            }
        }
    }

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                _inputTokens = NumberOr(_inputTokens, ref reader);
                HasUsage = true;
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                OutputTokens = NumberOr(OutputTokens, ref reader);
                HasUsage = true;
            }
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
            {
                CachedInputTokens = NumberOr(CachedInputTokens, ref reader);
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                reader.Read();
                ReadUsage(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }
}
