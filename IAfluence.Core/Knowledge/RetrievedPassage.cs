namespace IAfluence.Core.Knowledge;

/// <summary>A passage that was found for a question.</summary>
/// <param name="TextId">The knowledge text that contains the passage.</param>
/// <param name="Title">The title of the knowledge text.</param>
/// <param name="Headings">The headings above the passage, outermost first.</param>
/// <param name="Url">The address at which visitors can read the text; null when there is none.</param>
/// <param name="Locale">The language of the text.</param>
/// <param name="Text">The passage, in Markdown.</param>
/// <param name="Score">The rank, comparable across languages; greater than 0.</param>
/// <param name="Coverage">
/// The share of the question that the passage covers, 0 to 1: the weights of the question's terms that the passage contains, divided by the
/// weights of all terms of the question. Rare terms have the highest weights.
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
