using System.Numerics.Tensors;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Converts the cosines of another encoder to those of the built-in encoder, for which <see cref="RetrievalScale"/> and
/// <see cref="RetrievalWeights"/> were measured. Two unrelated texts have a cosine of 0.1 with one encoder and of 0.7 with another, while equal texts
/// have 1 with each. The conversion is the line through these two points: the background of a chatbot, which is the mean cosine of two of its
/// passages, becomes the background of the built-in encoder, and 1 stays 1.
/// </summary>
/// <remarks>
/// Assumed, not measured: that the background of a chatbot's passages says how near unrelated texts are with this encoder, although passages of one
/// chatbot have a subject in common and are longer than questions; and that between the two points the encoders differ only by a line. No encoder of
/// a vendor was measured. The line keeps the order of cosines, so a wrong background changes the band of an answer and the share of the words, not
/// the order by meaning. With fewer than two passages there is no background, and cosines stay as they are.
/// </remarks>
/// <param name="Background">The cosine that becomes <see cref="BuiltinBackground"/>.</param>
internal sealed record CosineScale(double Background)
{
    /// <summary>The mean cosine of two passages with the built-in encoder: 0.26, 0.26 and 0.30 in the English matters of the benchmark <c>knowledge</c>.</summary>
    public const double BuiltinBackground = 0.27;

    /// <summary>How much the background differs between chatbots with one encoder. Only what is beyond it is due to the encoder.</summary>
    private const double Spread = 0.05;

    // Equal texts saved many times would have no room between the background and 1.
    private const double MaxBackground = 0.95;

    public static readonly CosineScale Builtin = new(BuiltinBackground);

    /// <param name="background">The mean cosine of two passages of the chatbot; null when it is unknown.</param>
    public static CosineScale Of(double? background)
    {
        var difference = (background ?? BuiltinBackground) - BuiltinBackground;
        return Math.Abs(difference) <= Spread
            ? Builtin
            : new CosineScale(Math.Min(BuiltinBackground + difference - Math.CopySign(Spread, difference), MaxBackground));
    }

    /// <summary>The mean cosine of two different vectors; null for fewer than two.</summary>
    /// <param name="vectors">The vectors of length 1, one after another.</param>
    public static double? MeanOrNull(ReadOnlySpan<float> vectors, int dimensions)
    {
        var count = dimensions == 0 ? 0 : vectors.Length / dimensions;
        if (count < 2)
            return null;
        // The square of the sum is the sum of all cosines: each pair twice, and each vector with itself, which is 1.
        var sum = new float[dimensions];
        for (var i = 0; i < count; i++)
            TensorPrimitives.Add(sum, vectors.Slice(i * dimensions, dimensions), sum);
        double square = TensorPrimitives.SumOfSquares(sum);
        return (square - count) / ((double)count * (count - 1));
    }

    public double Convert(double cosine) =>
        Background == BuiltinBackground ? cosine : BuiltinBackground + ((cosine - Background) * (1 - BuiltinBackground) / (1 - Background));

    /// <returns>Null for null.</returns>
    public double? Convert(double? cosine) => cosine is { } known ? Convert(known) : null;
}
