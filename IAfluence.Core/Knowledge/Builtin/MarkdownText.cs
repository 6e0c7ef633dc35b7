using System.Text;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>Edits Markdown without breaking its marks.</summary>
internal static partial class MarkdownText
{
    /// <summary>Escapes a text, so that none of it is read as Markdown.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '\\' or '[' or ']' or '*' or '_' or '`' or '<' or '>')
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Adds the citation of a passage: after the last word of a sentence or an item, and after a table or code on a line of its own.</summary>
    /// <param name="number">The passage's number in the retrieval, from 1.</param>
    public static string Cite(string markdown, int number)
    {
        var text = markdown.TrimEnd();
        // Numbers that the text itself puts in brackets are not citations.
        if (!text.Contains('`', StringComparison.Ordinal))
            text = NumberInBrackets().Replace(text, @"\[$1\]");
        var last = text[(text.LastIndexOf('\n') + 1)..].TrimStart();
        return EndsBlock().IsMatch(last) ? $"{text}\n\n[{number}]" : $"{text} [{number}]";
    }

    /// <summary>Whether each mark that begins in the text also ends in it: code, links, bold, italics and struck text.</summary>
    public static bool IsWhole(string markdown)
    {
        if (markdown.Count('`'.Equals) % 2 != 0)
            return false;
        var text = Unmarked().Replace(markdown, "");
        return text.Count('['.Equals) == text.Count(']'.Equals)
            && OpenTarget().Count(text) == 0
            && Stars().Count(text) % 2 == 0
            && OneStar().Count(text) % 2 == 0
            && Underscores().Count(text) % 2 == 0
            && Tildes().Count(text) % 2 == 0;
    }

    /// <summary>Shortens one sentence to a number of words, if possible after a comma, and ends it with an ellipsis.</summary>
    public static string Shorten(string sentence, int maxWords)
    {
        if (PassageBlocks.Words(sentence) <= maxWords)
            return sentence;
        if (LastCutOrNull(sentence, maxWords) is { } cut)
            return sentence[..cut].TrimEnd(' ', ',', ';', ':') + "…";

        var plain = PassageSplitter.ToPlainText(sentence).ReplaceLineEndings(" ");
        return Escape(plain[..(LastCutOrNull(plain, maxWords) ?? Characters(plain, maxWords))].TrimEnd(' ', ',', ';', ':')) + "…";
    }

    private static int? LastCutOrNull(string text, int maxWords)
    {
        int? anywhere = null, afterClause = null;
        for (var at = 1; at < text.Length; at++)
        {
            if (!char.IsWhiteSpace(text[at]))
                continue;
            var words = PassageBlocks.Words(text[..at]);
            if (words > maxWords)
                break;
            if (!IsWhole(text[..at]))
                continue;
            anywhere = at;
            if (text[at - 1] is ',' or ';' or ':' && words > maxWords / 2)
                afterClause = at;
        }

        return afterClause ?? anywhere;
    }

    /// <summary>The length of a text without spaces, of which every ten characters count as a word.</summary>
    private static int Characters(string text, int maxWords)
    {
        var end = Math.Min(text.Length, maxWords * 10);
        return end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    [GeneratedRegex(@"(?<![\\\]])\[(\d{1,3})\](?![(:])")]
    private static partial Regex NumberInBrackets();

    // A row of a table, a fence, or the ellipsis of a list that goes on.
    [GeneratedRegex(@"^\||\|$|^(?:```|~~~)|^[-* ]*…$")]
    private static partial Regex EndsBlock();

    // Code, escaped characters, the marks of list items, and stars between spaces.
    [GeneratedRegex(@"`[^`]*`|\\.|^\s*[-*+]\s|(?<=\s)\*(?=\s)", RegexOptions.Multiline)]
    private static partial Regex Unmarked();

    [GeneratedRegex(@"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?:$|\n)")]
    private static partial Regex OpenTarget();

    [GeneratedRegex(@"\*\*")]
    private static partial Regex Stars();

    [GeneratedRegex(@"(?<!\*)\*(?!\*)|(?<!\*)\*{3}(?!\*)")]
    private static partial Regex OneStar();

    [GeneratedRegex(@"(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)")]
    private static partial Regex Underscores();

    [GeneratedRegex("~~")]
    private static partial Regex Tildes();
}
