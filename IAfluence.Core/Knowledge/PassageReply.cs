using System.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Composes a reply without a language model: quotes the best passage with its source, or says that nothing was found.</summary>
public static class PassageReply
{
    /// <summary>
    /// The minimum <see cref="RetrievedPassage.Coverage"/> of a passage that is quoted. Below it, the passage usually lacks the rare words
    /// of the question, which determine what is asked.
    /// </summary>
    public const double MinCoverage = 0.42;

    /// <summary>
    /// The minimum for a passage that is not in the visitor's language. It is higher, because a word that exists in both languages often has
    /// different meanings.
    /// </summary>
    public const double MinForeignCoverage = 0.7;

    /// <summary>Returns the passage to quote; null when no passage covers enough of the question.</summary>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="passages">Best first, as the retriever gives them.</param>
    public static RetrievedPassage? BestOrNull(string? locale, IReadOnlyList<RetrievedPassage> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        return passages.FirstOrDefault(passage => IsGoodEnough(locale, passage));
    }

    /// <summary>Whether the passage covers enough of the question to be quoted or listed as a source.</summary>
    public static bool IsGoodEnough(string? locale, RetrievedPassage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return passage.Coverage >= (IsForeign(passage, locale) ? MinForeignCoverage : MinCoverage);
    }

    /// <summary>Composes the reply in Markdown.</summary>
    /// <param name="locale">The visitor's language. The reply's own sentences are French or English; other languages use English.</param>
    /// <param name="passages">Best first, as the retriever gives them.</param>
    public static string Compose(string? locale, IReadOnlyList<RetrievedPassage> passages)
    {
        var isFrench = locale is not null && locale.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        if (BestOrNull(locale, passages) is not { } best)
        {
            return isFrench
                // The French sentence avoids vous and tu, because the chatbot's form of address is not known here.
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
        // A path in this installation would not work as a link, because the visitor's page is on another site.
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
