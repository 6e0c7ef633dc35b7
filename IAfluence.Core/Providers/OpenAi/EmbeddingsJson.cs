using System.Runtime.InteropServices;
using System.Text.Json;
using IAfluence.Core.Providers.Http;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>Writes requests of the embeddings API and reads its responses.</summary>
internal static class EmbeddingsJson
{
    public static ReadOnlyMemory<byte> Write(string model, IReadOnlyList<string> texts, int? dimensions, bool withFormat) => RequestJson.Write(json =>
    {
        json.WriteString("model"u8, model);
        json.WriteStartArray("input"u8);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
        if (withFormat)
            json.WriteString("encoding_format"u8, "float"u8);
        if (dimensions is { } length)
            json.WriteNumber("dimensions"u8, length);
    });

    /// <summary>Reads {"data":[{"index","embedding"}],"usage":{…}}. A vector is a list of numbers, or base64 of little-endian floats.</summary>
    /// <returns>Null when the response has no data.</returns>
    /// <exception cref="ProviderException">The data cannot be read.</exception>
    public static Embeddings? ReadOrNull(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return null;
        var vectors = new float[data.GetArrayLength()][];
        var next = 0;
        foreach (var item in data.EnumerateArray())
        {
            var index = item.TryGetProperty("index", out var named) && named.ValueKind == JsonValueKind.Number && named.TryGetInt32(out var at) ? at : next;
            if (index < 0 || index >= vectors.Length || vectors[index] is not null)
                throw Unreadable("the response names two vectors with one index, or leaves one out");
            vectors[index] = item.TryGetProperty("embedding", out var embedding) ? Vector(embedding) : throw Unreadable("an entry has no vector");
            next++;
        }

        return new Embeddings(vectors, TokensOrNull(root));
    }

    private static float[] Vector(JsonElement embedding)
    {
        if (embedding.ValueKind == JsonValueKind.String)
        {
            return embedding.TryGetBytesFromBase64(out var bytes) && bytes.Length % sizeof(float) == 0
                ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
                : throw Unreadable("a vector is not base64 of floats");
        }

        if (embedding.ValueKind != JsonValueKind.Array)
            throw Unreadable("a vector is not a list of numbers");
        var vector = new float[embedding.GetArrayLength()];
        var at = 0;
        foreach (var number in embedding.EnumerateArray())
            vector[at++] = number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out var value) ? value : throw Unreadable("a vector has an entry that is not a number");
        return vector;
    }

    private static long? TokensOrNull(JsonElement root)
    {
        if (!root.TryGetProperty("usage", out var usage) || usage.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in new[] { "prompt_tokens", "total_tokens" })
        {
            // A server that does not count sends 0.
            if (usage.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var tokens) && tokens > 0)
                return tokens;
        }

        return null;
    }

    private static ProviderException Unreadable(string what) => new(ProviderFailure.Unknown, $"The embeddings cannot be read: {what}.");
}
