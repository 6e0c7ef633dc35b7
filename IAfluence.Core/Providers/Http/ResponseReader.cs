using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>
/// Reads the response of one vendor, event by event or whole, without a JSON document per event. Text is collected until it is taken; of other values the
/// last one is kept.
/// </summary>
internal abstract class ResponseReader
{
    private readonly StringBuilder _text = new();

    /// <summary>The vendor's stop reason; null while the response continues.</summary>
    public string? StopReason { get; protected set; }

    /// <summary>Whether any part of a response was read, even one without text.</summary>
    public bool SawResponse { get; protected set; }

    /// <summary>Whether the vendor marked the end of the response.</summary>
    public bool Ended { get; protected set; }

    public bool HasText => _text.Length > 0;

    /// <summary>Whether the usage is complete. Incomplete usage would be billed too low.</summary>
    public bool HasUsage { get; protected set; }

    /// <summary>All prompt tokens, including cached ones.</summary>
    public abstract long InputTokens { get; }

    public long CachedInputTokens { get; protected set; }

    public long OutputTokens { get; protected set; }

    /// <summary>Valid once <see cref="StopReason"/> is known.</summary>
    public abstract ChatFinishReason FinishReason { get; }

    /// <summary>Reads the data of one event.</summary>
    /// <returns>False when it holds an error object, which the caller reads itself.</returns>
    /// <exception cref="JsonException">The data is not JSON.</exception>
    public abstract bool Read(ReadOnlySpan<byte> data);

    /// <summary>Returns what is wrong with the response after the end of the body; null when it is complete.</summary>
    public ProviderException? FailureAtEnd() => StopReason switch
    {
        null when SawResponse => new ProviderException(ProviderFailure.Transient, "The response ended without a finish reason."),
        null => new ProviderException(ProviderFailure.Transient, "The response is not one of a language model."),
        _ => FailureOfStopReason(),
    };

    /// <summary>Returns the text that was collected since the last call; null when there is none. The first half of a surrogate pair is held back until the second half arrives.</summary>
    public string? TakeText(bool last = false)
    {
        if (_text.Length == 0)
            return null;
        var held = !last && char.IsHighSurrogate(_text[^1]);
        var text = _text.ToString(0, _text.Length - (held ? 1 : 0));
        _text.Remove(0, text.Length);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Returns the failure of a stop reason; null for stop reasons of a complete response.</summary>
    protected abstract ProviderException? FailureOfStopReason();

    /// <summary>Adds the string at the reader's position.</summary>
    protected void Append(ref Utf8JsonReader reader)
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
            // Some servers split an emoji between two chunks, so that each holds half a surrogate pair or half a UTF-8 sequence.
            LenientText.Append(_text, bytes);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Reads a number; returns the fallback when the value is not a number.</summary>
    protected static long NumberOr(long fallback, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
            return number;
        reader.Skip();
        return fallback;
    }

    /// <summary>Reads a string; null when the value is not a string or is empty.</summary>
    protected static string? TextOrNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString() is { Length: > 0 } text ? text : null;
        reader.Skip();
        return null;
    }

    /// <summary>Skips the value of the property at the reader's position.</summary>
    protected static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
