namespace IAfluence.Core.Knowledge;

/// <summary>
/// The scale on which passages are ranked and judged, 0 to 1. The scale is that of the built-in encoder: its share of the cosine and of the words.
/// The scores of words alone, and of other encoders, are converted to it. The limits were measured with the benchmark <c>knowledge</c>.
/// </summary>
public static class RetrievalScale
{
    /// <summary>From this score, a passage answers the question.</summary>
    public const double Answers = 0.35;

    /// <summary>From this score, a passage can be offered as "did you mean".</summary>
    public const double Near = 0.23;

    /// <summary>Up to this score, a passage is not even shown to a model.</summary>
    public const double Worthless = 0.1;

    // The share of the question's terms, weighted by their rarity, at which a passage is near and at which it answers.
    private const double NearShare = 0.05;
    private const double AnswersShare = 0.2;

    public static RetrievalBand BandOf(double score) =>
        score >= Answers ? RetrievalBand.Answers : score >= Near ? RetrievalBand.Near : RetrievalBand.Nothing;

    /// <summary>Converts the score of a passage without a vector.</summary>
    /// <param name="share">The score divided by the ceiling of the search, 0 to 1.</param>
    public static double OfWords(double share) => share switch
    {
        < NearShare => Line(share, 0, NearShare, 0, Near),
        < AnswersShare => Line(share, NearShare, AnswersShare, Near, Answers),
        _ => Line(share, AnswersShare, 1, Answers, 1),
    };

    private static double Line(double value, double from, double to, double low, double high) => low + ((value - from) / (to - from) * (high - low));
}
