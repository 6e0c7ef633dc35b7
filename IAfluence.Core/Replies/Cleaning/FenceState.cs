namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Follows the fences of code blocks. What stands in a code block is shown as it is, so it must never be mistaken for one: where Markdown parsers
/// could disagree, the text counts as <see cref="IsLikely"/> code only, and its links are bounded like any others.
/// </summary>
internal sealed class FenceState
{
    private const int MaxInfo = 200;
    private const int MinRun = 3;

    private char _character;
    private int _run;
    private bool _isDoubtful;
    private bool _isOpenAtLineStart;

    /// <summary>Whether the text is in a code block for most parsers.</summary>
    public bool IsLikely => _run > 0;

    /// <summary>Whether the text is in a code block for every parser.</summary>
    public bool IsCertain => IsLikely && _isOpenAtLineStart && !_isDoubtful;

    /// <summary>Reads a possible fence, the first text of its line except for markers of lists and quotes.</summary>
    /// <param name="text">Starts with a backtick or a tilde.</param>
    /// <param name="isAtLineStart">Whether nothing at all stands before it on the line.</param>
    /// <returns>Whether it is a fence, and the length of its run of characters.</returns>
    public (Fit Fit, int Length) Read(ReadOnlySpan<char> text, bool isAtLineStart, bool atEnd)
    {
        var run = text.Length - text.TrimStart(text[0]).Length;
        if (run == text.Length && !atEnd)
            return (Fit.Maybe, 0);
        if (run < MinRun)
            return (Fit.No, run);

        var line = text[run..];
        var newline = line.IndexOf('\n');
        var info = newline >= 0 ? line[..newline] : line;
        if (IsLikely)
            return Close(text[0], run, info, newline >= 0 || atEnd, isAtLineStart);
        if (newline < 0 && !atEnd && info.Length <= MaxInfo && !info.Contains('`'))
            return (Fit.Maybe, 0);
        if (info.Length > MaxInfo || info.Contains('`'))
        {
            _isDoubtful = true;
            return (Fit.No, run);
        }

        (_character, _run, _isOpenAtLineStart) = (text[0], run, isAtLineStart);
        _isDoubtful |= !isAtLineStart;
        return (Fit.Yes, run);
    }

    /// <summary>Notes a run of backticks or tildes in the middle of a line, which some parsers take for a fence.</summary>
    public void Note(int run) => _isDoubtful |= run >= MinRun;

    /// <summary>Notes that text was removed: what stands around it can form a fence that is not in the original text.</summary>
    public void NoteRemoval() => _isDoubtful = true;

    private (Fit Fit, int Length) Close(char character, int run, ReadOnlySpan<char> rest, bool isWhole, bool isAtLineStart)
    {
        if (character != _character || run < _run || !rest.IsWhiteSpace())
            return (Fit.No, run);
        if (!isWhole)
            return (Fit.Maybe, 0);
        _isDoubtful |= run != _run || !isAtLineStart;
        _run = 0;
        return (Fit.Yes, run);
    }
}
