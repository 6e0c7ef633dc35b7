using System.Numerics.Tensors;
using IAfluence.Core.Encoders;

namespace IAfluence.Tests.Encoders;

/// <summary>The built-in encoder, loaded once for all tests that need it.</summary>
internal static class BuiltinEncoderOfTests
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "encoders", "all-MiniLM-L6-v2");

    private static readonly Lazy<BuiltinEncoder> Loaded = new(() => new BuiltinEncoder(Folder));

    public static ISentenceEncoder TheOne => Loaded.Value;

    public static async Task<float[]> EncodeAsync(string text, string locale = "en", EncodingUse use = EncodingUse.Question) =>
        (await TheOne.EncodeAsync(new EncodingRequest(ClientId.From("martin"), ChatbotId.From("accueil"), [text], locale, use), CancellationToken.None))[0];

    public static float Cosine(float[] one, float[] other) => TensorPrimitives.Dot(one, other);
}
