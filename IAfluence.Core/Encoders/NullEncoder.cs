namespace IAfluence.Core.Encoders;

/// <summary>No encoder: texts are found only by their words.</summary>
internal sealed class NullEncoder : ISentenceEncoder
{
    public string Key => "";

    public Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct) =>
        throw new EncoderUnavailableException("No encoder is set.");
}
