using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Words and phrases with the same meaning, analysed in one language: those of a chatbot, and common abbreviations.</summary>
internal sealed class SynonymTable
{
    /// <param name="Text">As the client wrote it.</param>
    public sealed record Synonym(string Text, IReadOnlyList<string> Terms);

    // What everybody shortens. Words with the same meaning are left to the encoder and to the client.
    private static readonly Dictionary<string, string[]> Abbreviations = new(StringComparer.Ordinal)
    {
        ["fr"] =
        [
            "rdv, rendez-vous", "tel, téléphone", "email, e-mail, mail, courriel", "cb, carte bancaire, carte bleue", "résa, réservation", "réduc, réduction", "dispo, disponible, disponibilité",
            "appart, appartement", "info, infos, information", "ordi, ordinateur", "appli, application", "asso, association", "aprem, après-midi", "sav, service après-vente",
            "cni, carte d'identité", "clim, climatisation", "petit dej, petit-déjeuner", "mdp, mot de passe", "num, numéro", "anniv, anniversaire", "pub, publicité", "bibli, bibliothèque",
        ],
        ["en"] =
        [
            "tel, phone, telephone", "email, e-mail, mail", "appt, appointment", "info, information", "pwd, password", "app, application", "apt, apartment", "ac, air conditioning",
            "hrs, hours", "bday, birthday", "pic, picture", "reg, registration", "doc, document",
        ],
    };

    private static readonly ConditionalWeakTable<IReadOnlyList<string>, ConcurrentDictionary<string, SynonymTable>> Known = [];
    private static readonly IReadOnlyList<string> NoLines = [];

    private readonly Dictionary<string, List<(Synonym Own, IReadOnlyList<Synonym> Line)>> _byFirstTerm = new(StringComparer.Ordinal);

    private SynonymTable(IReadOnlyList<string> lines, string locale)
    {
        var analyser = TextAnalyser.For(locale);
        var common = Abbreviations.GetValueOrDefault(TextAnalyser.LanguageOf(locale)) ?? [];
        foreach (var line in lines.Concat(common))
        {
            List<Synonym> synonyms =
            [
                .. line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => new Synonym(text, Heads(analyser, text)))
                    .Where(synonym => synonym.Terms.Count > 0),
            ];
            foreach (var synonym in synonyms)
            {
                if (!_byFirstTerm.TryGetValue(synonym.Terms[0], out var same))
                    _byFirstTerm[synonym.Terms[0]] = same = [];
                same.Add((synonym, synonyms));
            }
        }
    }

    /// <summary>Returns the table of a chatbot's lines. It is kept as long as the list, so that the lines of a published version are analysed once.</summary>
    public static SynonymTable Of(IReadOnlyList<string> lines, string locale) => Known
        .GetOrCreateValue(lines.Count == 0 ? NoLines : lines)
        .GetOrAdd(locale, static (locale, lines) => new SynonymTable(lines, locale), lines);

    /// <summary>Finds the words and phrases of a question that have synonyms; the longest phrase at each place.</summary>
    public IReadOnlyList<SynonymMatch> Find(IReadOnlyList<QuestionWord> words)
    {
        var found = new List<SynonymMatch>();
        for (var at = 0; at < words.Count;)
        {
            var match = FindOrNull(words, at);
            if (match is not null)
                found.Add(match);
            at += match?.Count ?? 1;
        }

        return found;
    }

    private SynonymMatch? FindOrNull(IReadOnlyList<QuestionWord> words, int at)
    {
        if (!_byFirstTerm.TryGetValue(words[at].Head, out var candidates))
            return null;
        var matching = candidates.Where(candidate => candidate.Own.Terms.Index().All(term => at + term.Index < words.Count && words[at + term.Index].Head == term.Item)).ToList();
        if (matching.Count == 0)
            return null;
        var count = matching.Max(candidate => candidate.Own.Terms.Count);
        return new SynonymMatch(
            at,
            count,
            [
                .. matching
                    .Where(candidate => candidate.Own.Terms.Count == count)
                    .SelectMany(candidate => candidate.Line.Where(other => !other.Terms.SequenceEqual(candidate.Own.Terms)))
                    .DistinctBy(other => string.Join(' ', other.Terms)),
            ]);
    }

    /// <summary>The terms of whole words: of "e-mail" only "email".</summary>
    private static List<string> Heads(TextAnalyser analyser, string text)
    {
        var heads = new List<string>();
        var end = 0;
        foreach (var term in analyser.Analyse(text))
        {
            if (term.Start < end)
                continue;
            heads.Add(term.Term);
            end = term.Start + term.Length;
        }

        return heads;
    }
}

/// <summary>A part of a question that has synonyms.</summary>
/// <param name="At">The index of its first word.</param>
/// <param name="Count">The number of its words.</param>
internal sealed record SynonymMatch(int At, int Count, IReadOnlyList<SynonymTable.Synonym> Others)
{
    /// <summary>
    /// Searches also for the synonyms that the texts have. When the texts do not have the words of the question, a synonym stands for them.
    /// </summary>
    public void Apply(IReadOnlyList<QuestionWord> words, IReadOnlySet<string> known)
    {
        var own = words.Skip(At).Take(Count).ToList();
        var single = Others.Where(other => other.Terms is [var term] && known.Contains(term)).ToList();
        if (own.All(word => word.Terms.Any(known.Contains)))
        {
            foreach (var word in own)
            {
                foreach (var synonym in single)
                    word.Add(synonym.Terms[0]);
            }
        }
        else if (single.Count > 0)
        {
            Replace(own, [[.. single.Select(synonym => synonym.Terms[0])]], single[0].Text);
        }
        else if (Others.FirstOrDefault(other => other.Terms.All(known.Contains)) is { } phrase)
        {
            Replace(own, phrase.Terms.Select(term => new[] { term }), phrase.Text);
        }
    }

    private static void Replace(List<QuestionWord> own, IEnumerable<IReadOnlyList<string>> groups, string text)
    {
        own[0].Replace(groups, text, own[^1].End);
        foreach (var rest in own.Skip(1))
            rest.Replace([], null);
    }
}
