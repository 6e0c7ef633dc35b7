using System.Text.Json;
using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Anthropic;

/// <summary>
/// Reads the events of a Messages stream, and whole messages. Only text is returned. Thinking, tool use and unknown events are skipped, as the API
/// requires of clients.
/// </summary>
internal sealed class MessagesReader : ResponseReader
{
    private long _uncachedTokens;
    private long _cacheWriteTokens;

    /// <summary>The API reports tokens read from and written to the cache separately from the other prompt tokens.</summary>
    public override long InputTokens => _uncachedTokens + _cacheWriteTokens + CachedInputTokens;

    public override ChatFinishReason FinishReason =>
        StopReason is "max_tokens" or "model_context_window_exceeded" ? ChatFinishReason.Length : ChatFinishReason.Stop;

    public override bool Read(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && !ReadObject(ref reader))
                return false;
        }

        // The usage in the first event covers only the beginning of the response. The usage is complete once the stop reason is known.
        HasUsage |= StopReason is not null && OutputTokens > 0;
        return true;
    }

    protected override ProviderException? FailureOfStopReason() =>
        StopReason == "refusal" ? new ProviderException(ProviderFailure.ContentRefused, "The model refused to answer.") { IsOfModel = true } : null;

    /// <summary>One type for the event and for the message, delta or block in it: no property name has two meanings.</summary>
    private bool ReadObject(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                ReadType(ref reader);
            }
            else if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("content_block"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject)
                    reader.Skip();
                else if (!ReadObject(ref reader))
                    return false;
            }
            else if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ReadBlocks(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                    Append(ref reader);
                else
                    reader.Skip();
            }
            else if (reader.ValueTextEquals("stop_reason"u8))
            {
                StopReason = TextOrNull(ref reader) ?? StopReason;
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                ReadUsage(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null)
                    return false;
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return true;
    }

    private void ReadType(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            reader.Skip();
        else if (reader.ValueTextEquals("message_stop"u8))
            Ended = true;
        else if (reader.ValueTextEquals("message_start"u8) || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("content_block_delta"u8))
            SawResponse = true;
    }

    private void ReadBlocks(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader);
            else
                reader.Skip();
        }
    }

    /// <summary>Later values replace earlier ones, because they are totals.</summary>
    private void ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                _uncachedTokens = NumberOr(_uncachedTokens, ref reader);
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
                _cacheWriteTokens = NumberOr(_cacheWriteTokens, ref reader);
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
                CachedInputTokens = NumberOr(CachedInputTokens, ref reader);
            else if (reader.ValueTextEquals("output_tokens"u8))
                OutputTokens = NumberOr(OutputTokens, ref reader);
            else
                SkipValue(ref reader);
        }
    }
}
