using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Text;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Searches the passages of a chatbot for a question.</summary>
public sealed class PassageRetriever(ClientDocuments<Passage> passages)
{
    // The maximum number of terms that are searched. The first words of a longer message usually contain its topic.
    private const int MaxTerms = 48;

    // The maximum number of hits per language. The frequency of each term is counted among these hits.
    private const int Candidates = 50;

    // Increases the score of passages in the visitor's language.
    private const double OwnLanguage = 1.15;

    // The minimum number of passages for which weights are calculated. With only a few passages every known word would count as common, and
    // one unknown word would have nearly all the weight.
    private const long LeastCount = 50;

    // Passages below these limits are left out: they would be listed as sources without information about the question.
    private const double LeastCoverage = 0.2;
    private const double LeastShareOfBest = 0.25;

    /// <summary>
    /// Returns the passages about the question, best first. The texts of each language are searched with the analyser of that language,
    /// because the answer to a question in one language may be written in another.
    /// </summary>
    /// <param name="question">As the visitor typed it.</param>
    /// <param name="locale">The visitor's language; other languages are searched too.</param>
    /// <param name="max">The maximum number of passages; 1 or more.</param>
    /// <returns>Never null; empty when no passage covers enough of the question.</returns>
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
            // Scores of different languages are based on different statistics. Multiplying by the coverage makes them comparable.
            var score = hit.Score * coverage * (written == spoken ? OwnLanguage : 1);
            var passage = hit.Document;
            return new RetrievedPassage(
                passage.TextId, passage.Title, passage.Headings, passage.Url, passage.Locale, passage.Text, score, coverage);
        });
    }

    /// <summary>The terms of the question, analysed in the language of the texts, without the stop words of the visitor's language.</summary>
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
