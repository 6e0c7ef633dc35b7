namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// Decides the white space between two joined texts: the white space at the start of the second text, or white space that must be added. A model that
/// continues inside a word sends none. But some servers trim the text of models, so a word can also follow a sentence without a space.
/// </summary>
internal static class JointWhitespace
{
    /// <param name="brought">The white space at the start of the new text, if it belongs to the text; otherwise empty.</param>
    /// <param name="next">The new text without leading white space; not empty.</param>
    /// <param name="words">Known complete words; used when two letters meet.</param>
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

    /// <summary>Returns the white space of the new text that the earlier text does not already have.</summary>
    private static string Remaining(ReadOnlySpan<char> there, string brought)
    {
        if (there[^1] != '\n' && there.Contains('\n'))
            return brought;
        if (there[^1] != '\n')
            return brought.IndexOf('\n') is var line and >= 0 ? brought[line..] : "";
        // Two line breaks already end a paragraph, so no third one is added. Spaces after the breaks are an indentation and are kept.
        return there.Count('\n') >= 2 ? brought[(brought.LastIndexOf('\n') + 1)..] : brought;
    }

    /// <summary>Two line breaks inside a sentence: some models always start on a new line.</summary>
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

    /// <summary>A digit after a digit continues a number; it does not start a list item.</summary>
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
