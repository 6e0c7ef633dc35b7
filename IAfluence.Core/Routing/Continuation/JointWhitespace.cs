namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// What stands between two texts that are put together: the white space that the second brings, or the one that it must be given.
/// A model that was told to go on in mid-word does so without any, but servers also trim what models send, so that a word may
/// follow a sentence directly.
/// </summary>
internal static class JointWhitespace
{
    /// <param name="said">The text so far.</param>
    /// <param name="brought">The white space before the new text, if it is its own; else empty.</param>
    /// <param name="next">The new text from its first other character on; not empty.</param>
    /// <param name="words">The words that are known to be whole, for two letters that meet.</param>
    public static string Between(string said, string brought, string next, Func<KnownWords> words)
    {
        var before = said.AsSpan().TrimEnd();
        var there = said.AsSpan(before.Length);
        if (before.Length == 0)
            return "";
        if (!there.IsEmpty)
            return Remaining(there, brought);
        var inFence = MarkdownState.IsInFence(said);
        if (brought.Length > 0)
            return IsSlippedParagraph(before, brought, next) && !inFence ? " " : brought;
        return inFence ? "" : Supplied(said, next, words);
    }

    /// <summary>What of the white space brought is not there yet.</summary>
    private static string Remaining(ReadOnlySpan<char> there, string brought)
    {
        if (there[^1] != '\n' && there.Contains('\n'))
            return brought;
        if (there[^1] != '\n')
            return brought.IndexOf('\n') is var line and >= 0 ? brought[line..] : "";
        // A second line break makes a paragraph; after two there is one. What follows the breaks is an indentation.
        return there.Count('\n') >= 2 ? brought[(brought.LastIndexOf('\n') + 1)..] : brought;
    }

    /// <summary>Two line breaks in mid-sentence are the model's own habit of beginning on a new line.</summary>
    private static bool IsSlippedParagraph(ReadOnlySpan<char> before, string brought, string next) =>
        brought.AsSpan().Count('\n') >= 2 && (char.IsLetterOrDigit(before[^1]) || before[^1] is ',') && char.IsLower(next[0]);

    private static string Supplied(string said, string next, Func<KnownWords> words)
    {
        var (last, first) = (said[^1], next[0]);
        var line = MarkdownState.LastLine(said);
        if (MarkdownState.BeginsBlock(next) && !IsDigitBeforeDot(last, next) && last is not ('*' or '_' or '-' or '|' or '>' or '#' or '`' or '~' or '+'))
        {
            if (next[0] == '#')
                return "\n\n";
            return MarkdownState.BeginsBlock(line) || last is ':' or '.' or '!' or '?' || next[0] is '`' or '~' ? "\n" : " ";
        }

        if (IsInAddress(line))
            return "";
        if (last is '!' or '?' or ';' or '…' or ')' or '»')
            return char.IsLetterOrDigit(first) && (last is not ('…' or ')') || char.IsUpper(first)) ? " " : "";
        if (last == '.')
            return char.IsUpper(first) && !(said.Length > 1 && char.IsUpper(said[^2])) ? " " : "";
        if (last is ':' or ',')
            return char.IsLetter(first) ? " " : "";
        if (!char.IsLetterOrDigit(last) || !char.IsLetter(first))
            return "";
        if (char.IsLower(last) && char.IsUpper(first))
            return " ";
        return char.IsLetter(last) && words().ArePair(LastWord(said), FirstWord(next)) ? " " : "";
    }

    /// <summary>"3" + ". " is a number going on, not an item.</summary>
    private static bool IsDigitBeforeDot(char last, string next) => char.IsDigit(last) && char.IsDigit(next[0]);

    private static bool IsInAddress(ReadOnlySpan<char> line)
    {
        var word = line[(line.LastIndexOfAny(' ', '\t', '\u00A0') + 1)..];
        return word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || word.Contains('@')
            || word.Contains("](", StringComparison.Ordinal) || word.Count('`') % 2 == 1;
    }

    private static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        return text[start..];
    }

    private static string FirstWord(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text[..end];
    }
}
