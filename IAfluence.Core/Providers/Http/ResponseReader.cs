using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>
/// Reads one vendor's answer, event by event or whole, without building a document for each: text is gathered until taken, the rest is
/// kept as the last one said.
/// </summary>
internal abstract class ResponseReader
{
    private readonly StringBuilder _text = new();

    /// <summary>As the vendor wrote it; null while the answer goes on.</summary>
    public string? StopReason { get; protected set; }

    /// <summary>True once any piece of an answer was read, also one without words.</summary>
    public bool SawResponse { get; protected set; }

    /// <summary>True once the vendor said that nothing more comes.</summary>
    public bool Ended { get; protected set; }

    public bool HasText => _text.Length > 0;

    /// <summary>Whether the whole of the use is known; a part of it would look like a small bill.</summary>
    public bool HasUsage { get; protected set; }

    /// <summary>All prompt tokens, the cached ones among them.</summary>
    public abstract long InputTokens { get; }

    public long CachedInputTokens { get; protected set; }

    public long OutputTokens { get; protected set; }

    /// <summary>Meaningful once <see cref="StopReason"/> is known.</summary>
    public abstract ChatFinishReason FinishReason { get; }

    /// <summary>Reads one event's data.</summary>
    /// <returns>False when it holds an error object, which the caller reads by itself.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public abstract bool Read(ReadOnlySpan<byte> data);

    /// <summary>What is wrong with the answer now that the body is over; null when it is complete.</summary>
    public ProviderException? FailureAtEnd() => StopReason switch
    {
        null when SawResponse => new ProviderException(ProviderFailure.Transient, "The answer ended without a finish reason."),
        null => new ProviderException(ProviderFailure.Transient, "What came back is no answer of a language model."),
        _ => FailureOfStopReason(),
    };

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

    /// <summary>The failure that a stop reason stands for; null for the ways in which an answer ends well.</summary>
    protected abstract ProviderException? FailureOfStopReason();

    /// <summary>Gathers the string that the reader stands on.</summary>
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
            // Some servers cut an emoji between two chunks, leaving half an escape pair or half a UTF-8 sequence in each.
            LenientText.Append(_text, bytes);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>The number that follows; what stood before when it is none.</summary>
    protected static long NumberOr(long before, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
            return number;
        reader.Skip();
        return before;
    }

    /// <summary>The text that follows; null when it is none or empty.</summary>
    protected static string? TextOrNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString() is { Length: > 0 } text ? text : null;
        reader.Skip();
        return null;
    }

    /// <summary>Passes over the value of the property that the reader stands on.</summary>
    protected static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
