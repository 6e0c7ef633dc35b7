using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Text;
using IAfluence.Core.Text;

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

    // Weights are those of a knowledge of some size: in a tiny one every word looks common, and one unknown word would count for all.
    private const long LeastCount = 50;

    // What shares less of the question, or is this much worse than the best, would only be named as a source that says nothing.
    private const double LeastCoverage = 0.2;
    private const double LeastShareOfBest = 0.25;

    /// <summary>
    /// The passages that speak of the question, best first. The chatbot's texts are searched language by language, each with its
    /// own analyser, for a visitor may ask in one language what is written in another.
    /// </summary>
    /// <param name="question">As the visitor typed it.</param>
    /// <param name="locale">The visitor's language; other languages are searched too.</param>
    /// <param name="max">At most so many passages; 1 or more.</param>
    /// <returns>Empty when no passage shares enough with the question; never null.</returns>
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
                found.AddRange(await SearchAsync(clientId, chatbotId, question, written, language.Count, locale, ct));
        }

        var best = found.Count == 0 ? 0 : found.Max(passage => passage.Score);
        return [.. found
            .Where(passage => passage.Coverage >= LeastCoverage && passage.Score >= best * LeastShareOfBest)
            .OrderByDescending(passage => passage.Score)
            .ThenBy(passage => passage.TextId.Value, StringComparer.Ordinal)
            .Take(max)];
    }

    private async Task<IEnumerable<RetrievedPassage>> SearchAsync(
        ClientId clientId, ChatbotId chatbotId, string question, string written, long count, string? spoken, CancellationToken ct)
    {
        var terms = TermsOf(question, written, spoken);
        if (terms.Count == 0)
            return [];

        var hits = await passages.SearchAsync(clientId, new TextQuery(Passage.ScopeOf(chatbotId, written), terms, Candidates), ct);
        var held = hits.Select(hit => hit.Document.Terms.ToHashSet(StringComparer.Ordinal)).ToList();
        var weights = terms.ToDictionary(
            term => term, term => TextRanking.InverseDocumentFrequency(Math.Max(count, LeastCount), held.Count(of => of.Contains(term))), StringComparer.Ordinal);
        var whole = weights.Values.Sum();

        return hits.Select((hit, index) =>
        {
            var coverage = weights.Where(weight => held[index].Contains(weight.Key)).Sum(weight => weight.Value) / whole;
            // Scores of two languages are made from different figures; the share of the question makes them comparable.
            var score = hit.Score * coverage * (written == spoken ? OwnLanguage : 1);
            var passage = hit.Document;
            return new RetrievedPassage(
                passage.TextId, passage.Title, passage.Headings, passage.Url, passage.Locale, passage.Text, score, coverage);
        });
    }

    /// <summary>The question's terms in the language of the texts, without what says nothing in the language it is asked in.</summary>
    private static List<string> TermsOf(string question, string written, string? spoken)
    {
        IEnumerable<AnalysedTerm> terms = TextAnalyser.For(written).Analyse(question);
        if (written != spoken)
        {
            var meant = TextAnalyser.For(spoken).Analyse(question);
            terms = terms.Where(term => meant.Any(word => word.Start < term.Start + term.Length && term.Start < word.Start + word.Length));
        }

        return [.. terms.Select(term => term.Term).Distinct(StringComparer.Ordinal).Take(MaxTerms)];
    }
}
