using System.Numerics.Tensors;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Encoders;

/// <summary>Checks the vectors of a provider, because one wrong vector is found for every question, or for none.</summary>
internal static class EncodedVectors
{
    /// <param name="texts">The number of texts that were sent.</param>
    /// <param name="dimensions">The length that was asked for; null for any.</param>
    /// <returns>The vectors with length 1.</returns>
    /// <exception cref="ProviderException">The vectors cannot be used.</exception>
    public static IReadOnlyList<float[]> Checked(IReadOnlyList<float[]> vectors, int texts, int? dimensions)
    {
        if (vectors.Count != texts)
            throw Unusable($"it returned {vectors.Count} vectors for {texts} texts");
        var length = vectors.Count == 0 ? 0 : vectors[0].Length;
        if (vectors.Any(vector => vector.Length != length))
            throw Unusable("its vectors have different dimensions within one response");
        if (dimensions is { } asked && length != asked)
            throw Unusable($"its vectors have {length} dimensions, and Encoder:Dimensions is {asked}; remove the setting if the model does not support it");
        return [.. vectors.Select(Normalised)];
    }

    private static float[] Normalised(float[] vector)
    {
        var norm = vector.Length == 0 ? 0 : TensorPrimitives.Norm(vector);
        if (!float.IsFinite(norm) || norm < float.Epsilon)
            throw Unusable("it returned a vector without a direction (empty, zero, or with values that are not numbers)");
        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }

    private static ProviderException Unusable(string what) => new(ProviderFailure.Unknown, $"The embeddings of the server cannot be used: {what}.");
}
