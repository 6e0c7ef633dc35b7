namespace IAfluence.Core.Routing.Continuation;

/// <summary>The characters before the text of a continuation that do not belong to it, such as a preface, a quotation mark or a code fence.</summary>
/// <param name="Length">The number of characters, including white space.</param>
/// <param name="OwnFrom">The position from which white space belongs to the text; equal to the length when none of it does.</param>
/// <param name="IsOpen">Whether more text is needed to find the end of the wrapping.</param>
/// <param name="Closer">The closing marker that is expected at the end of the text; null when there is none.</param>
internal readonly record struct ContinuationWrapping(int Length, int OwnFrom, bool IsOpen, string? Closer)
{
    private const int MaxLayers = 4;

    public static ContinuationWrapping Of(string said, string text, bool atEnd)
    {
        var inFence = MarkdownState.IsInFence(said);
        var (at, keepsSpace, prefaced, closer) = (0, true, false, (string?)null);
        for (var layer = 0; layer <= MaxLayers; layer++)
        {
            var start = at + LeadingSpace(text, at);
            var rest = text[start..];
            var own = keepsSpace ? at : start;
            if (rest.Length == 0)
                return new ContinuationWrapping(start, own, !atEnd, closer);
            if (IsPrefixOf(rest, ContinuationPrompt.Opening))
                return new ContinuationWrapping(start, own, !atEnd, closer);
            int length;
            keepsSpace = true;
            if (rest.StartsWith(ContinuationPrompt.Opening, StringComparison.Ordinal))
                (length, closer) = (ContinuationPrompt.Opening.Length, ContinuationPrompt.Closing);
            else if (rest.StartsWith(ContinuationPrompt.Closing, StringComparison.Ordinal))
                length = ContinuationPrompt.Closing.Length;
            else if (FenceLength(said, text[at..start], rest, inFence, atEnd, out var open, out var closing) is var fence && (fence > 0 || open))
            {
                if (open)
                    return new ContinuationWrapping(start, own, true, closer);
                (length, closer) = (fence, closing ?? closer);
            }
            else if (ContinuationPhrases.IsRefusal(rest))
                return new ContinuationWrapping(start, own, false, closer);
            else if (ContinuationPhrases.PrefaceLength(rest) is var preface and > 0 && (preface < rest.Length || atEnd))
                (length, prefaced, keepsSpace) = (preface, true, false);
            else if (!atEnd && (ContinuationPhrases.MayBecomePreface(rest) || ContinuationPhrases.PrefaceLength(rest) == rest.Length))
                return new ContinuationWrapping(start, own, true, closer);
            else if (QuoteLength(said, rest, inFence, prefaced, start > at) is var quote and > 0)
                (length, closer, keepsSpace) = (quote, Closes(rest[0]), false);
            else if (!inFence && EllipsisLength(rest) is var dots and > 0)
                (length, keepsSpace) = (dots, false);
            else
                return new ContinuationWrapping(start, own, false, closer);
            at = start + length;
        }

        return new ContinuationWrapping(at + LeadingSpace(text, at), keepsSpace ? at : at + LeadingSpace(text, at), false, closer);
    }

    /// <summary>Finds a code fence that repeats the open one, or that wraps the whole continuation as Markdown.</summary>
    private static int FenceLength(string said, string space, string rest, bool inFence, bool atEnd, out bool open, out string? closing)
    {
        (open, closing) = (false, null);
        if (!rest.StartsWith("```", StringComparison.Ordinal))
        {
            open = !atEnd && "```".StartsWith(rest, StringComparison.Ordinal);
            return 0;
        }

        var line = rest.IndexOf('\n', StringComparison.Ordinal);
        if (line < 0)
        {
            open = !atEnd && rest.Length < ContinuationJoint.Window;
            return 0;
        }

        var info = rest[3..line].Trim();
        if (!inFence)
        {
            if (info is not ("markdown" or "md"))
                return 0;
            closing = "```";
            return line + 1;
        }

        if (info is "markdown" or "md" && !MarkdownState.IsInMarkdownFence(said))
            closing = "```";
        if (info.Length > 0)
            return line + 1;
        // A fence without a language may also close the open one: it does at the start of a line, or before a blank line.
        var atLineStart = said[^1] == '\n' || space.Contains('\n', StringComparison.Ordinal);
        if (atLineStart)
            return 0;
        if (!atEnd && rest.Length == line + 1)
        {
            open = true;
            return 0;
        }

        return rest.Length > line + 1 && rest[line + 1] is not ('\n' or '\r') ? line + 1 : 0;
    }

    private static int QuoteLength(string said, string rest, bool inFence, bool prefaced, bool spaced)
    {
        // Inside code, a straight quotation mark is part of the code.
        if (Closes(rest[0]) is null || inFence && rest[0] == '"')
            return 0;
        var inner = rest.AsSpan(1).TrimStart();
        if (inner.IsEmpty)
            return 0;
        var length = rest.Length - inner.Length;
        if (rest[0] == '"' && (length > 1 || MarkdownState.LastLine(said).Count('"') % 2 == 1))
            return 0;
        if (prefaced)
            return length;
        var before = said.AsSpan().TrimEnd();
        if (!spaced && before.Length == said.Length && (char.IsLetterOrDigit(before[^1]) || before[^1] == ',') && (char.IsLower(inner[0]) || inner[0] is '…' or '.'))
            return length;
        var repetition = new Repetition(said.Trim(), spaced: true);
        repetition.Append(inner);
        repetition.Decide(atEnd: false);
        return repetition.State is RepetitionState.Overlap or RepetitionState.StartedOver
            || repetition.State == RepetitionState.Pending && inner.Length >= Repetition.Certain ? length : 0;
    }

    private static int EllipsisLength(string rest)
    {
        var dots = rest.StartsWith('…') ? 1 : rest.StartsWith("...", StringComparison.Ordinal) ? 3 : 0;
        return dots > 0 && rest.Length > dots && rest[dots] is not ('.' or '/') ? dots : 0;
    }

    private static string? Closes(char quote) => quote switch
    {
        '"' => "\"",
        '«' => "»",
        '“' => "”",
        '„' => "“",
        _ => null,
    };

    private static bool IsPrefixOf(string text, string whole) => text.Length < whole.Length && whole.StartsWith(text, StringComparison.Ordinal);

    private static int LeadingSpace(string text, int from) => text.Length - from - text.AsSpan(from).TrimStart().Length;
}
