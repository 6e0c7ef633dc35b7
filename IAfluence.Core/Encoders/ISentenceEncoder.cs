namespace IAfluence.Core.Encoders;

/// <summary>Converts texts to vectors. The angle between two vectors is small when their texts have a similar meaning.</summary>
public interface ISentenceEncoder
{
    /// <summary>
    /// Identifies the vectors. Vectors with different keys cannot be compared. The key is stored with each vector; when it changes, all vectors
    /// are made again. Empty when no encoder is set.
    /// </summary>
    string Key { get; }

    /// <summary>Encodes the texts of a request.</summary>
    /// <returns>A vector of length 1 for each text, in the order of the request; never null.</returns>
    /// <exception cref="EncoderUnavailableException">The encoder cannot encode now. Retrieval continues without it.</exception>
    Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct);

    /// <summary>Whether its cosines are spread like those of the built-in encoder; otherwise retrieval converts them.</summary>
    bool HasBuiltinScale => true;

    /// <summary>Why the last text of a client was not encoded; null while there is no trouble.</summary>
    EncoderTrouble? TroubleOf(ClientId clientId) => null;
}

/// <summary>Texts to encode.</summary>
/// <param name="ClientId">The client to whom a paid encoding is charged.</param>
/// <param name="ChatbotId">The chatbot whose texts or questions they are.</param>
/// <param name="Texts">At least one.</param>
/// <param name="Locale">The language of the texts, such as fr; empty when unknown.</param>
public sealed record EncodingRequest(ClientId ClientId, ChatbotId ChatbotId, IReadOnlyList<string> Texts, string Locale, EncodingUse Use);

/// <summary>The purpose of an encoding.</summary>
public enum EncodingUse
{
    /// <summary>A visitor waits for it: it is encoded before passages. The text is cut to 48 tokens.</summary>
    Question,

    /// <summary>A passage, encoded in the background. The text is cut to 256 tokens.</summary>
    Passage,
}

