using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>How far the beginning of a text fits a pattern.</summary>
internal enum Fit
{
    No,

    /// <summary>More text is needed to decide.</summary>
    Maybe,
    Yes,
}

/// <summary>
/// Recognises a mark of <see cref="OutcomeMarks"/> at the beginning of a text, also in capitals, with white space, underscores or backslashes in it,
/// or with one closing bracket.
/// </summary>
internal static class MarkPattern
{
    private static readonly (string Name, ReplyOutcome Outcome)[] _names = [.. OutcomeMarks.All.Select(mark => (mark.Key.Trim('[', ']'), mark.Value))];

    /// <returns>How far the text fits, and for a mark its length and its outcome.</returns>
    public static (Fit Fit, int Length, ReplyOutcome Outcome) Match(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var bracket = 0; bracket < 2; bracket++)
        {
            if (at < text.Length && text[at] == '\\')
                at++;
            if (at == text.Length)
                return (Fit.Maybe, 0, default);
            if (text[at++] != '[')
                return (Fit.No, 0, default);
        }

        Span<char> word = stackalloc char[16];
        var length = 0;
        for (; at < text.Length && text[at] is not (']' or '\\'); at++)
        {
            if (text[at] is ' ' or '_' or '-')
                continue;
            if (!char.IsAsciiLetter(text[at]) || length == word.Length)
                return (Fit.No, 0, default);
            word[length++] = char.ToLowerInvariant(text[at]);
        }

        foreach (var (name, outcome) in _names)
        {
            if (at == text.Length ? name.AsSpan().StartsWith(word[..length]) : name.AsSpan().SequenceEqual(word[..length]))
                return at == text.Length ? (Fit.Maybe, 0, outcome) : Close(text, at, outcome);
        }

        return (Fit.No, 0, default);
    }

    private static (Fit Fit, int Length, ReplyOutcome Outcome) Close(ReadOnlySpan<char> text, int at, ReplyOutcome outcome)
    {
        for (var bracket = 0; bracket < 2; bracket++)
        {
            var next = at < text.Length && text[at] == '\\' ? at + 1 : at;
            if (next >= text.Length)
                return (Fit.Maybe, 0, outcome);
            if (text[next] != ']')
                return bracket == 0 ? (Fit.No, 0, default) : (Fit.Yes, at, outcome);
            at = next + 1;
        }

        return (Fit.Yes, at, outcome);
    }
}
