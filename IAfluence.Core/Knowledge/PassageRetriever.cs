using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Finds what a chatbot knows about a question.</summary>
public sealed class PassageRetriever(ClientDocuments<Passage> passages)
{
    // Beyond so many words a message tells a story, and its first words say what about.
    private const int MaxTerms = 48;

    // Enough to see how common each of the question's terms is among the passages that matter.
    private const int Candidates = 50;

    // A passage in the visitor's language is preferred to an equal one in another.
    private const double OwnLanguage = 1.15;

    /// <summary>
    /// The passages that speak of the question, best first. The chatbot's texts are searched language by language, each with its
    /// own analyser, for a visitor may ask in one language what is written in another.
    /// </summary>
    /// <param name="question">As the visitor typed it.</param>
    /// <param name="locale">The visitor's language; other languages are searched too.</param>
    /// <param name="max">At most so many passages; 1 or more.</param>
    /// <returns>Empty when no passage shares a word with the question; never null.</returns>
    public async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(
        ClientId clientId, ChatbotId chatbotId, string question, string? locale, int max, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);

        var byLanguage = await passages.SumAsync(
            clientId,
            new SumQuery<Passage>(Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId), FieldPath.Of((Passage passage) => passage.Locale), []),
            ct);

        var found = new List<RetrievedPassage>();
        foreach (var language in byLanguage)
        {
            if (language.Key is string written)
                found.AddRange(await SearchAsync(clientId, chatbotId, question, written, language.Count, written == locale, ct));
        }

        return [.. found
            .OrderByDescending(passage => passage.Score)
            .ThenBy(passage => passage.TextId.Value, StringComparer.Ordinal)
            .Take(max)];
    }

    private async Task<IEnumerable<RetrievedPassage>> SearchAsync(
        ClientId clientId, ChatbotId chatbotId, string question, string written, long count, bool isOwnLanguage, CancellationToken ct)
    {
        var terms = TextAnalyser.For(written).Terms(question).Distinct(StringComparer.Ordinal).Take(MaxTerms).ToList();
        if (terms.Count == 0)
            return [];

        var hits = await passages.SearchAsync(clientId, new TextQuery(Passage.ScopeOf(chatbotId, written), terms, Candidates), ct);
        var held = hits.Select(hit => hit.Document.Terms.ToHashSet(StringComparer.Ordinal)).ToList();
        var weights = terms.ToDictionary(
            term => term, term => TextRanking.InverseDocumentFrequency(count, held.Count(of => of.Contains(term))), StringComparer.Ordinal);
        var whole = weights.Values.Sum();

        return hits.Select((hit, index) =>
        {
            var coverage = weights.Where(weight => held[index].Contains(weight.Key)).Sum(weight => weight.Value) / whole;
            // Scores of two languages are made from different figures; the share of the question makes them comparable.
            var score = hit.Score * coverage * (isOwnLanguage ? OwnLanguage : 1);
            var passage = hit.Document;
            return new RetrievedPassage(
                passage.TextId, passage.Title, passage.Headings, passage.Url, passage.Locale, passage.Text, score, coverage);
        });
    }
}
