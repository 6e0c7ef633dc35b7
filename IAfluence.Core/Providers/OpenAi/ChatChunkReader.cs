using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>
/// Reads chat-completion chunks, and whole completions too, without building a document for each: text is gathered until taken,
/// the rest is kept as the last one said.
/// </summary>
internal sealed class ChatChunkReader
{
    private readonly StringBuilder _text = new();

    /// <summary>As the vendor wrote it; null while the answer goes on.</summary>
    public string? FinishReason { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>True once any chunk of an answer was read, also one without words.</summary>
    public bool SawAnswer { get; private set; }

    public bool HasText => _text.Length > 0;

    public bool HasUsage { get; private set; }

    public long InputTokens { get; private set; }

    public long CachedInputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>The text gathered since the last call; null for none. A surrogate that waits for its other half stays.</summary>
    public string? TakeText(bool last = false)
    {
        if (_text.Length == 0)
            return null;
        var held = !last && char.IsHighSurrogate(_text[^1]);
        var text = _text.ToString(0, _text.Length - (held ? 1 : 0));
        _text.Remove(0, text.Length);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Reads one event's data.</summary>
    /// <returns>False when it holds an error object, which the caller reads by itself.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public bool Read(ReadOnlySpan<byte> json)
    {
        // Lines of one event that are JSON each are tolerated: they are separate chunks.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
                continue;
            if (reader.TokenType == JsonTokenType.StartObject && !ReadChunk(ref reader))
                return false;
        }

        return true;
    }

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
                reader.Read();
                reader.Skip();
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

        SawAnswer = true;
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
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } reason)
                    FinishReason = reason;
            }
            else
            {
                reader.Read();
                reader.Skip();
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
                Refused |= reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <summary>A string, or a list of parts of which those of type "text" are said and the others (a model's thinking) are not.</summary>
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
                InputTokens = NumberOr(InputTokens, ref reader);
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
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static long NumberOr(long before, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
            return number;
        reader.Skip();
        return before;
    }

    private void Append(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (bytes.IsEmpty)
            return;
        char[]? rented = null;
        var chars = bytes.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            _text.Append(chars[..reader.CopyString(chars)]);
        }
        catch (InvalidOperationException)
        {
            // Some servers cut an emoji between two chunks, leaving half an escape pair or half a UTF-8 sequence in each.
            LenientText.Append(_text, bytes);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }
}
