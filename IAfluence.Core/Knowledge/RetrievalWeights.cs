namespace IAfluence.Core.Knowledge;

/// <summary>The share of each ingredient in the score of a passage. The benchmark <c>knowledge</c> measures them, and switches each off in turn.</summary>
public sealed record RetrievalWeights
{
    public static readonly RetrievalWeights Default = new();

    /// <summary>The cosine of the question and the whole passage.</summary>
    public double Whole { get; init; } = 0.4;

    /// <summary>The cosine of the question and the nearest window of the passage, or the nearest question that visitors ask.</summary>
    public double Window { get; init; } = 0.4;

    /// <summary>The cosine of the question and the passage's title and headings.</summary>
    public double Heading { get; init; } = 0.2;

    /// <summary>
    /// The BM25F score, as a share of the best that the question could get. Questions in the words of the texts would bear more, questions in other
    /// words less: the benchmark's questions avoid the words of the texts.
    /// </summary>
    public double Words { get; init; } = 0.3;

    /// <summary>
    /// The factor for a passage in another language when there are texts in the visitor's: they usually say the same, and a visitor prefers to read
    /// their own language.
    /// </summary>
    public double OtherLanguage { get; init; } = 0.75;

    /// <summary>
    /// The factor for a passage that is found only by a message together with the message before it; 0 to search messages only by themselves.
    /// </summary>
    public double FollowUp { get; init; } = 0.95;

    /// <summary>Computes the score of a passage with vectors.</summary>
    public double Score(double whole, double window, double heading, double words) =>
        (Whole * whole) + (Window * window) + (Heading * heading) + (Words * words);
}
