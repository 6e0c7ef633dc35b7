using IAfluence.Core.Encoders;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Text;
using IAfluence.Core.Text;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Searches the passages of a chatbot for a question. Words and vectors both propose passages. One score ranks and judges them: the similarity of
/// meaning, plus a small share for the question's words. Without an encoder, the words alone decide.
/// </summary>
public sealed partial class PassageRetriever(
    ClientDocuments<Passage> passages, PassageVectors vectors, ISentenceEncoder encoder, RetrievalWeights weights, ILogger<PassageRetriever> log)
{
    private readonly ClientDocuments<Passage> _passages = passages;
    private readonly PassageVectors _vectors = vectors;
    private readonly ISentenceEncoder _encoder = encoder;
    private readonly RetrievalWeights _weights = weights;

    // How many passages the words and the vectors propose, and how many of them are scored with their windows.
    private const int Candidates = 30;
    private const int Finalists = 20;

    // A follow-up has few words of its own, such as "and on Sundays?".
    private const int FollowUpTerms = 3;

    /// <summary>Returns the passages about the question, best first.</summary>
    /// <param name="max">The maximum number of passages; 1 or more.</param>
    public async Task<Retrieval> RetrieveAsync(ClientId clientId, ChatbotId chatbotId, RetrievalQuestion question, int max, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);

        var search = new Search(this, clientId, chatbotId, question.Locale, question.Synonyms, await LanguagesAsync(clientId, chatbotId, ct));
        var found = await search.RunAsync(question.Text, ct);
        if (question.Before is { } before && IsFollowUp(question, found))
            found = Together(found, await search.RunAsync($"{before} {question.Text}", ct));

        List<RetrievedPassage> best =
        [
            .. found
                .Where(passage => passage.Score > RetrievalScale.Worthless)
                .OrderByDescending(passage => passage.Band)
                // A text in another language says the same at best; it comes first only if none of the visitor's own does as well.
                .ThenByDescending(passage => IsSameLanguage(passage.Locale, question.Locale))
                .ThenByDescending(passage => passage.Score)
                .ThenBy(passage => passage.Id.Value, StringComparer.Ordinal)
                .Take(max),
        ];
        return best.Count == 0 ? Retrieval.Nothing : new Retrieval(best[0].Band, best);
    }

    private static bool IsSameLanguage(string written, string? spoken) =>
        spoken is null || string.Equals(written.Split('-')[0], spoken.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>The language in which a question is written: that of most of its function words, otherwise the visitor's.</summary>
    private static string? LanguageOf(string question, string? spoken)
    {
        var words = WordSplitter.Split(question).Select(word => TextFolding.Fold(question.AsSpan(word.Start, word.Length))).ToList();
        var (french, english) = (words.Count(StopWords.French.Contains), words.Count(StopWords.English.Contains));
        return french > english ? "fr" : english > french ? "en" : spoken;
    }

    private bool IsFollowUp(RetrievalQuestion question, IReadOnlyList<RetrievedPassage> found) =>
        _weights.FollowUp > 0
        && (TextAnalyser.For(question.Locale).Terms(question.Text).Count <= FollowUpTerms || !found.Any(passage => passage.Band == RetrievalBand.Answers));

    private IReadOnlyList<RetrievedPassage> Together(IReadOnlyList<RetrievedPassage> alone, IReadOnlyList<RetrievedPassage> together) =>
        [.. alone
            .Concat(together.Select(passage => passage with { Score = passage.Score * _weights.FollowUp }))
            .GroupBy(passage => passage.Id)
            .Select(same => same.MaxBy(passage => passage.Score)!)];

    /// <summary>The languages of the chatbot's texts: one read for each language, whatever the number of passages.</summary>
    private async Task<IReadOnlyList<string>> LanguagesAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        var languages = new List<string>();
        while (await NextLanguageAsync() is { } language)
            languages.Add(language);
        return languages;

        Task<string?> NextLanguageAsync() => FirstLocaleAsync(languages.Count == 0
            ? Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId)
            : Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId) & Filter<Passage>.Gt(passage => passage.Locale, languages[^1]));

        async Task<string?> FirstLocaleAsync(Filter<Passage> filter) =>
            (await _passages.FirstOrNullAsync(clientId, DocumentQuery<Passage>.Where(filter).By(passage => passage.Locale), ct))?.Locale;
    }

    /// <summary>Returns the vector of the question; null when there is no encoder, or when it cannot encode now.</summary>
    private async Task<float[]?> EncodeOrNullAsync(ClientId clientId, ChatbotId chatbotId, string question, string? locale, CancellationToken ct)
    {
        if (_encoder.Key.Length == 0)
            return null;
        try
        {
            return (await _encoder.EncodeAsync(new(clientId, chatbotId, [question], locale ?? "", EncodingUse.Question), ct))[0];
        }
        catch (EncoderUnavailableException error)
        {
            Log.NotEncoded(log, error, clientId, chatbotId);
            return null;
        }
    }

    /// <summary>Searches in the texts of one chatbot, for one language of the visitor.</summary>
    private sealed class Search(
        PassageRetriever retriever, ClientId clientId, ChatbotId chatbotId, string? spoken, IReadOnlyList<string> synonyms, IReadOnlyList<string> languages)
    {
        private readonly bool _hasOwnLanguage = languages.Any(written => IsSameLanguage(written, spoken));

        private RetrievalWeights Weights => retriever._weights;

        public async Task<IReadOnlyList<RetrievedPassage>> RunAsync(string question, CancellationToken ct)
        {
            var read = new Dictionary<string, QuestionTerms>(StringComparer.Ordinal);
            foreach (var written in languages)
                read[written] = await TermsOfAsync(question, written, ct);
            // Without a word to search there is no question: a greeting is near to any text.
            if (read.Values.All(terms => terms.Groups.Count == 0))
                return [];

            // The encoder works while the store is searched; each takes about half of the time.
            var own = read.Where(pair => IsSameLanguage(pair.Key, spoken)).Select(pair => pair.Value.Text).FirstOrDefault();
            var encoding = retriever.EncodeOrNullAsync(clientId, chatbotId, own ?? question, LanguageOf(question, spoken), ct);
            var scorers = new Dictionary<string, TextScorer>(StringComparer.Ordinal);
            var candidates = new Dictionary<PassageId, Passage>();
            foreach (var (written, terms) in read.Where(pair => pair.Value.Groups.Count > 0))
            {
                var found = await retriever._passages.SearchAsync(clientId, TextQuery.OfGroups(Passage.ScopeOf(chatbotId, written), terms.Groups, Candidates), ct);
                scorers[written] = found.Scorer;
                foreach (var hit in found.Hits)
                    candidates[hit.Document.Id] = hit.Document;
            }

            var vector = await encoding;
            var known = vector is null ? null : await NearestAsync(vector, candidates, ct);
            var scale = retriever._encoder.HasBuiltinScale ? CosineScale.Builtin : known?.Scale ?? CosineScale.Builtin;

            return
            [
                .. candidates.Values
                    .Select(passage => (Passage: passage, Share: Share(passage), Whole: vector is null ? null : WholeOrNull(passage, known, vector)))
                    .OrderByDescending(candidate => scale.Convert(candidate.Whole) + (Weights.Words * candidate.Share) ?? RetrievalScale.OfWords(candidate.Share))
                    .Take(Finalists)
                    .Select(candidate => Judge(candidate.Passage, candidate.Share, candidate.Whole, vector, scale)),
            ];

            double Share(Passage passage) => scorers.TryGetValue(passage.Locale, out var scorer) ? scorer.Score(passage.Terms) / scorer.Ceiling : 0;
        }

        /// <summary>The cosine of a whole passage; null while it is not encoded. Its nearest window stands in when its vector is not in memory.</summary>
        private double? WholeOrNull(Passage passage, ChatbotVectors? known, float[] question) =>
            passage.Encoder != retriever._encoder.Key || SmallVector.DimensionsOf(passage.HeadingVector) != question.Length
            ? null
            : known?.CosineOrNull(passage.Id, question) ?? (passage.Windows.Count > 0 ? Nearest(passage.Windows, question).Cosine : null);

        private RetrievedPassage Judge(Passage passage, double share, double? whole, float[]? question, CosineScale scale)
        {
            var (best, score) = (default(TextSpan), RetrievalScale.OfWords(share));
            if (whole is { } cosine && question is not null)
            {
                var window = passage.Windows.Count > 0 ? Nearest(passage.Windows, question).Cosine : cosine;
                var heading = SmallVector.Cosine(passage.HeadingVector, question);
                score = Weights.Score(scale.Convert(cosine), scale.Convert(window), scale.Convert(heading), share);
                best = Nearest([.. passage.Windows.Where(candidate => candidate.IsText)], question).Window is { } text ? new TextSpan(text.Start, text.Length) : default;
            }

            if (_hasOwnLanguage && !IsSameLanguage(passage.Locale, spoken))
                score *= Weights.OtherLanguage;
            return new RetrievedPassage(
                passage.Id, passage.TextId, passage.Title, passage.Headings, passage.Url, passage.Locale, passage.Text, Math.Clamp(score, 0, 1), best);
        }

        private static (PassageWindow? Window, double Cosine) Nearest(IReadOnlyList<PassageWindow> windows, float[] question)
        {
            (PassageWindow? Window, double Cosine) nearest = (null, double.MinValue);
            foreach (var window in windows)
            {
                if (SmallVector.Cosine(window.Vector, question) is var cosine && cosine > nearest.Cosine)
                    nearest = (window, cosine);
            }

            return nearest;
        }

        /// <summary>Adds the passages nearest to the question to the candidates.</summary>
        /// <returns>The vectors of the chatbot; null when they do not fit into memory.</returns>
        private async Task<ChatbotVectors?> NearestAsync(float[] question, Dictionary<PassageId, Passage> candidates, CancellationToken ct)
        {
            for (var mayBeOld = true; ; mayBeOld = false)
            {
                var known = await retriever._vectors.LoadOrNullAsync(clientId, chatbotId, retriever._encoder.Key, ct);
                if (known is { Count: > 0 } && known.Dimensions != question.Length)
                    await retriever._vectors.OutdateAsync(clientId, chatbotId, retriever._encoder.Key, question.Length, ct);
                if (known is null || await AddAsync(candidates, known.Nearest(question, Candidates), ct) || !mayBeOld)
                    return known;
                // Deleted passages would take the places of living ones.
                retriever._vectors.Forget(chatbotId);
            }
        }

        /// <returns>Whether all of the passages exist.</returns>
        private async Task<bool> AddAsync(Dictionary<PassageId, Passage> candidates, IReadOnlyList<PassageId> nearest, CancellationToken ct)
        {
            var missing = nearest.Where(id => !candidates.ContainsKey(id)).ToList();
            if (missing.Count == 0)
                return true;
            var page = await retriever._passages.ListAsync(
                clientId, DocumentQuery<Passage>.Where(Filter<Passage>.In(passage => passage.Id, missing)).Take(missing.Count), ct);
            foreach (var passage in page.Items)
                candidates[passage.Id] = passage;
            return page.Items.Count == missing.Count;
        }

        /// <summary>The question in the words of the texts of one language.</summary>
        private Task<QuestionTerms> TermsOfAsync(string question, string written, CancellationToken ct) => QuestionTerms.ReadAsync(
            question,
            written,
            spoken,
            synonyms,
            (prefixes, limit, ct) => retriever._passages.ListTermsAsync(clientId, new TermQuery(Passage.ScopeOf(chatbotId, written), prefixes, limit), ct),
            ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A question was not encoded; its texts are found only by their words; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void NotEncoded(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);
    }
}
