using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>A question to the knowledge of a chatbot.</summary>
/// <param name="Text">As the visitor typed it.</param>
/// <param name="Locale">The visitor's language; texts in other languages are searched too.</param>
/// <param name="Before">The visitor's previous message, which a follow-up refers to; null for a first message.</param>
public sealed record RetrievalQuestion(string Text, string? Locale, string? Before = null)
{
    /// <summary>The chatbot's synonyms, see <see cref="Chatbots.ChatbotSettings.Synonyms"/>; empty when it has none.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Whether the text contains a word to search. A greeting contains none.</summary>
    public bool HasWords => TextAnalyser.For(Locale).Terms(Text).Count > 0;
}

/// <summary>What the knowledge of a chatbot contains about a question.</summary>
/// <param name="Band">The band of the best passage.</param>
/// <param name="Passages">
/// Best first; empty when no passage has anything in common with the question. The last ones can be of a lower band: a model may see in them what
/// their score does not, but nobody else is shown passages of the band <see cref="RetrievalBand.Nothing"/>.
/// </param>
public sealed record Retrieval(RetrievalBand Band, IReadOnlyList<RetrievedPassage> Passages)
{
    public static readonly Retrieval Nothing = new(RetrievalBand.Nothing, []);
}

/// <summary>How well a passage fits a question, by its score.</summary>
public enum RetrievalBand
{
    /// <summary>The passage is not about the question.</summary>
    Nothing,

    /// <summary>The passage can be offered, but does not answer.</summary>
    Near,

    /// <summary>The passage answers the question.</summary>
    Answers,
}

/// <summary>A passage that was found for a question.</summary>
/// <param name="TextId">The knowledge text that contains the passage.</param>
/// <param name="Title">The title of the knowledge text.</param>
/// <param name="Headings">The headings above the passage, outermost first.</param>
/// <param name="Url">The address at which visitors can read the text; null when there is none.</param>
/// <param name="Locale">The language of the text.</param>
/// <param name="Text">The passage, in Markdown.</param>
/// <param name="Score">The rank on the <see cref="RetrievalScale"/>, 0 to 1, comparable across languages and encoders.</param>
/// <param name="Best">The sentences nearest to the question; of length 0 when no sentence is preferred.</param>
public sealed record RetrievedPassage(
    PassageId Id, KnowledgeTextId TextId, string Title, IReadOnlyList<string> Headings, string? Url, string Locale, string Text, double Score, TextSpan Best)
{
    public RetrievalBand Band => RetrievalScale.BandOf(Score);

    /// <summary>The title and the last heading, as shown to visitors.</summary>
    public string Name => Headings is [.., var heading] ? $"{Title} › {heading}" : Title;
}
