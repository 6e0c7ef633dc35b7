namespace IAfluence.Core.Knowledge;

/// <summary>A passage found for a question.</summary>
/// <param name="TextId">The text it is a part of.</param>
/// <param name="Title">Of that text.</param>
/// <param name="Headings">The headings above it within the text, outermost first.</param>
/// <param name="Url">Where the text can be read; null when nowhere.</param>
/// <param name="Locale">The language it is written in.</param>
/// <param name="Text">The passage, in Markdown.</param>
/// <param name="Score">What passages are ordered by, across languages; above 0.</param>
/// <param name="Coverage">
/// The share of the question that it speaks of, 0 to 1: the weights of the question's terms that it holds, rare ones weighing
/// most, over those of all its terms. What it leaves uncovered, it cannot answer.
/// </param>
public sealed record RetrievedPassage(
    KnowledgeTextId TextId,
    string Title,
    IReadOnlyList<string> Headings,
    string? Url,
    string Locale,
    string Text,
    double Score,
    double Coverage);
