using System.Buffers;
using System.Text;
using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Cleans the text of a model while it streams: removes marks of <see cref="OutcomeMarks"/> and citations of unknown passages, gives citations the
/// numbers of the listed sources, and takes the address from links and images that point to an address which is not allowed. The result does not
/// depend on how the text is divided into pieces. Not thread-safe.
/// </summary>
public sealed partial class ReplyCleaner
{
    private const int MaxInlineCode = 300;
    private const int MaxAddress = 2000;
    private const int MaxDepth = 4;

    private static readonly SearchValues<char> _addressEnds = SearchValues.Create(" \t\n\u00a0\u202f<>\"`*|\\[]»");
    private static readonly SearchValues<char> _codeAddressEnds = SearchValues.Create(" \t\n<>\"'");

    private readonly CitationNumbers _numbers;
    private readonly AllowedAddresses _addresses;
    private readonly int _depth;
    private readonly FenceState _fence = new();
    private readonly RemovalGap _gap = new();
    private readonly StringBuilder _shown = new();
    private readonly StringBuilder _own = new();
    private readonly HashSet<int> _adjacent = [];
    private string _held = "";
    private bool _isBegun;
    private bool _isAtLineStart;
    private bool _isLineOfMarkers;
    private char _previous;

    public ReplyCleaner(CitationNumbers numbers, AllowedAddresses addresses)
        : this(numbers, addresses, 0)
    {
    }

    private ReplyCleaner(CitationNumbers numbers, AllowedAddresses addresses, int depth)
    {
        (_numbers, _addresses, _depth) = (numbers, addresses, depth);
        _isBegun = depth > 0;
        // The text of a link stands in the middle of a line.
        _isAtLineStart = _isLineOfMarkers = depth == 0;
    }

    /// <summary>The outcome of the first mark in the text; null when there was none.</summary>
    public ReplyOutcome? Marked { get; private set; }

    /// <summary>
    /// The text so far for a model that continues it: with the numbers of the prompt's passages, and with the text that is still held back. Blank
    /// when there is nothing to continue; what was held back is then dropped, because the next model begins anew.
    /// </summary>
    public string ToBeContinued()
    {
        var text = _own + _held;
        if (_own.Length == 0)
            _held = "";
        return _own.Length == 0 ? "" : text;
    }

    /// <summary>Adds a piece of the text.</summary>
    /// <returns>The text that can be shown now; null when there is none.</returns>
    public string? Push(string piece)
    {
        // A lone carriage return would be a line break for some parsers only.
        _held += piece.Replace("\r", "", StringComparison.Ordinal);
        return Drain(atEnd: false);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>The rest; null when there is none.</returns>
    public string? Finish() => Drain(atEnd: true);

    private string? Drain(bool atEnd)
    {
        _shown.Clear();
        var at = 0;
        while (at < _held.Length && Take(_held.AsSpan(at), atEnd) is var length and > 0)
        {
            var taken = _held.AsSpan(at, length);
            Follow(taken);
            at += length;
        }

        _held = _held[at..];
        return _shown.Length == 0 ? null : _shown.ToString();
    }

    /// <summary>Follows the lines of the original text, on which fences depend.</summary>
    private void Follow(ReadOnlySpan<char> taken)
    {
        foreach (var character in taken)
        {
            if (character == '\n')
                (_isAtLineStart, _isLineOfMarkers) = (true, true);
            else
                (_isAtLineStart, _isLineOfMarkers) = (false, _isLineOfMarkers && character is ' ' or '\t' or '>' or '*' or '+' or '-' or '.' or ')' or (>= '0' and <= '9'));
        }

        _previous = taken[^1];
    }

    /// <summary>Takes the next part of the text.</summary>
    /// <returns>Its length; 0 when more text is needed.</returns>
    private int Take(ReadOnlySpan<char> text, bool atEnd)
    {
        var next = text[0];
        if (!_isBegun && char.IsWhiteSpace(next))
            return 1;
        if (next is '`' or '~' && _isLineOfMarkers)
        {
            var fence = _fence.Read(text, _isAtLineStart, atEnd);
            if (fence.Fit == Fit.Maybe)
                return 0;
            if (fence.Fit == Fit.Yes)
                return Show(text[..fence.Length]);
        }

        if (_fence.IsCertain)
            return next is '[' or '\\' ? TakeMarkOr(text, atEnd) : TakePlain(text, code: true);
        return next switch
        {
            ' ' or '\t' or '\u00a0' or '\u202f' => TakeSpace(text, atEnd),
            '\\' => TakeEscape(text, atEnd),
            '!' => text.Length == 1 && !atEnd ? 0 : text.Length > 1 && text[1] == '[' ? TakeBracket(text, 1, atEnd) : Show(text[..1]),
            '[' or '【' => TakeBracket(text, 0, atEnd),
            ']' => TakeClosingBracket(text, atEnd),
            '`' when !_fence.IsLikely => TakeCode(text, atEnd),
            '~' when !_fence.IsLikely => TakeTildes(text, atEnd),
            '*' or '_' => TakeEmphasis(text, atEnd),
            'h' or 'H' when !IsWord(_previous) => TakeAddress(text, atEnd),
            _ => TakePlain(text, code: false),
        };
    }

    private int TakePlain(ReadOnlySpan<char> text, bool code)
    {
        var length = 1;
        while (length < text.Length && !IsSpecial(text[length - 1], text[length], code))
            length++;
        // The start of a line is looked at by itself, because a fence can follow.
        var line = text[..length].IndexOf('\n');
        return Show(text[..(line >= 0 ? line + 1 : length)]);
    }

    private static bool IsSpecial(char before, char character, bool code) => code
        ? character is '[' or '\\' or '`' or '~'
        : character is ' ' or '\t' or '\u00a0' or '\u202f' or '\\' or '!' or '[' or ']' or '【' or '`' or '~' or '*' or '_' || character is 'h' or 'H' && !IsWord(before);

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character);

    /// <summary>In code, only marks are removed.</summary>
    private int TakeMarkOr(ReadOnlySpan<char> text, bool atEnd)
    {
        var mark = MatchMark(text, atEnd);
        return mark.Fit switch
        {
            Fit.Maybe => 0,
            Fit.Yes => Mark(mark.Length, mark.Outcome),
            _ => Show(text[..1]),
        };
    }

    /// <summary>White space is held back until it is known whether what follows is removed, and the space with it.</summary>
    private int TakeSpace(ReadOnlySpan<char> text, bool atEnd)
    {
        var length = text.Length - text.TrimStart(" \t\u00a0\u202f").Length;
        var rest = text[length..];
        if (rest.IsEmpty)
            return atEnd ? Show(text[..length]) : 0;
        if (rest[0] is not ('[' or '【' or '\\'))
            return Show(text[..length]);

        var mark = MatchMark(rest, atEnd);
        if (mark.Fit == Fit.Yes)
            return Mark(length + mark.Length, mark.Outcome);
        var citation = MatchCitation(rest, atEnd);
        if (mark.Fit == Fit.Maybe || citation.Fit == Fit.Maybe)
            return 0;
        if (citation.Fit == Fit.Yes && !Adds(citation.Numbers))
        {
            // A link with such a number as its text is removed with its address.
            var after = rest[citation.Length..];
            if (after.IsEmpty && !atEnd)
                return 0;
            var target = !after.IsEmpty && after[0] == '(' ? LinkPattern.MatchTarget(after, atEnd) : default;
            return target.Fit == Fit.Maybe ? 0 : Remove(length + citation.Length + target.Length);
        }

        return Show(text[..length]);
    }

    private int TakeEscape(ReadOnlySpan<char> text, bool atEnd)
    {
        if (text.Length == 1)
            return atEnd ? Show(text) : 0;
        // A closing bracket ends a link for some parsers even then.
        var isEscape = text[1] is > ' ' and < '\u007f' and not ']' && !char.IsAsciiLetterOrDigit(text[1]);
        return text[1] == '[' ? TakeBracket(text, 0, atEnd) : Show(text[..(isEscape ? 2 : 1)]);
    }

    /// <summary>Removes the emphasis around a mark with it.</summary>
    private int TakeEmphasis(ReadOnlySpan<char> text, bool atEnd)
    {
        var run = text.Length - text.TrimStart(text[0]).Length;
        if (run == text.Length)
            return atEnd ? Show(text) : 0;
        var mark = MatchMark(text[run..], atEnd);
        if (mark.Fit == Fit.Maybe)
            return 0;
        if (mark.Fit == Fit.No)
            return Show(text[..run]);
        var closing = text[(run + mark.Length)..];
        if (closing.Length < run && !atEnd && closing.TrimStart(text[0]).IsEmpty)
            return 0;
        var isClosed = closing.StartsWith(text[..run]);
        return isClosed ? Mark((2 * run) + mark.Length, mark.Outcome) : Show(text[..run]);
    }

    /// <summary>A mark, which at the end of the text can be incomplete.</summary>
    private static (Fit Fit, int Length, ReplyOutcome? Outcome) MatchMark(ReadOnlySpan<char> text, bool atEnd)
    {
        var mark = MarkPattern.Match(text);
        if (mark.Fit != Fit.Maybe || !atEnd)
            return mark;
        return text.Length > 2 ? (Fit.Yes, text.Length, null) : (Fit.No, 0, null);
    }

    /// <summary>A citation, which at the end of the text can be incomplete and is then removed.</summary>
    private (Fit Fit, int Length, IReadOnlyList<int> Numbers) MatchCitation(ReadOnlySpan<char> text, bool atEnd)
    {
        if (_fence.IsLikely)
            return (Fit.No, 0, []);
        var citation = CitationPattern.Match(text);
        if (citation.Fit != Fit.Maybe || !atEnd)
            return citation;
        return text.ContainsAnyInRange('0', '9') ? (Fit.Yes, text.Length, []) : (Fit.No, 0, []);
    }

    private int TakeTildes(ReadOnlySpan<char> text, bool atEnd)
    {
        var run = text.Length - text.TrimStart('~').Length;
        if (run == text.Length && !atEnd)
            return 0;
        _fence.Note(run);
        return Show(text[..run]);
    }

    private int Mark(int length, ReplyOutcome? outcome)
    {
        Marked ??= outcome;
        return Remove(length);
    }

    private int Remove(int length)
    {
        NoteRemoval();
        return length;
    }

    private void NoteRemoval()
    {
        _fence.NoteRemoval();
        _gap.Open();
    }

    private int Show(ReadOnlySpan<char> text)
    {
        Show(text, text);
        _adjacent.Clear();
        return text.Length;
    }

    private void Show(ReadOnlySpan<char> shown, ReadOnlySpan<char> own)
    {
        _isBegun |= !shown.IsEmpty;
        if (_gap.NeedsSpace(shown))
        {
            _shown.Append(' ');
            _own.Append(' ');
        }

        _shown.Append(shown);
        _own.Append(own);
    }
}
