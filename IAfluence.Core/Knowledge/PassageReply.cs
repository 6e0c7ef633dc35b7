using System.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>The answer that needs no language model: the passage that speaks of the question, with its source, or an honest "nothing found".</summary>
public static class PassageReply
{
    /// <summary>
    /// A passage answers when it speaks of so much of the question: below, what it leaves out (the rare words, which say what
    /// is being asked) weighs more than what it shares, and quoting it would be a guess.
    /// </summary>
    public const double MinCoverage = 0.42;

    /// <summary>The same for a passage in another language than the visitor's: a word that both have often means two things.</summary>
    public const double MinForeignCoverage = 0.7;

    /// <summary>The passage to answer with; null when none is good enough.</summary>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="passages">Best first, as the retriever gives them.</param>
    public static RetrievedPassage? BestOrNull(string? locale, IReadOnlyList<RetrievedPassage> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        return passages.FirstOrDefault(passage => IsGoodEnough(locale, passage));
    }

    /// <summary>Whether the passage speaks of enough of the question to be quoted, or to be named as a source.</summary>
    public static bool IsGoodEnough(string? locale, RetrievedPassage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return passage.Coverage >= (IsForeign(passage, locale) ? MinForeignCoverage : MinCoverage);
    }

    /// <summary>The answer in Markdown.</summary>
    /// <param name="locale">The visitor's language; French and English are spoken, others get English.</param>
    /// <param name="passages">Best first, as the retriever gives them.</param>
    public static string Compose(string? locale, IReadOnlyList<RetrievedPassage> passages)
    {
        var isFrench = locale is not null && locale.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        if (BestOrNull(locale, passages) is not { } best)
        {
            return isFrench
                // In words that say neither vous nor tu: the chatbot's form of address is not known here.
                ? "Je n’ai rien trouvé à ce sujet dans ce que je connais. Essayer d’autres mots, ou une question plus précise, peut aider."
                : "I found nothing about this in what I know. Try other words, or ask me something more precise.";
        }

        var answer = new StringBuilder();
        if (IsForeign(best, locale))
            answer.Append(isFrench ? "Je ne connais ce texte que dans une autre langue :" : "I know this text in another language only:").Append("\n\n");
        return answer
            .Append(best.Text)
            .Append("\n\n")
            .Append(isFrench ? "Source : " : "Source: ")
            .Append(Source(best))
            .ToString();
    }

    private static bool IsForeign(RetrievedPassage passage, string? locale) =>
        locale is not null && !string.Equals(passage.Locale.Split('-')[0], locale.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    private static string Source(RetrievedPassage passage)
    {
        var name = Escape(passage.Headings is [.., var heading] ? $"{passage.Title} › {heading}" : passage.Title);
        // An address within the installation leads nowhere on the visitor's page, which is another site.
        return Uri.TryCreate(passage.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? $"[{name}](<{url.AbsoluteUri}>)"
            : $"*{name}*";
    }

    private static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character is '\\' or '[' or ']' or '*' or '_' or '`' or '<' or '>')
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
