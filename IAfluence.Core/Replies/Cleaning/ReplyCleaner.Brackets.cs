using System.Globalization;
using System.Text;

namespace IAfluence.Core.Replies.Cleaning;

/// <content>Citations, links, images, addresses and inline code.</content>
public sealed partial class ReplyCleaner
{
    /// <param name="bracketAt">1 when an exclamation mark precedes the bracket, which makes the link an image.</param>
    private int TakeBracket(ReadOnlySpan<char> text, int bracketAt, bool atEnd)
    {
        var bracket = text[bracketAt..];
        var mark = MatchMark(bracket, atEnd);
        if (mark.Fit == Fit.Yes)
            return Mark(bracketAt + mark.Length, mark.Outcome);
        var citation = MatchCitation(bracket, atEnd);
        if (mark.Fit == Fit.Maybe || citation.Fit == Fit.Maybe)
            return 0;
        if (citation.Fit == Fit.Yes && bracketAt == 0)
        {
            var after = text[citation.Length..];
            if (after.IsEmpty && !atEnd)
                return 0;
            if (after.IsEmpty || after[0] != '(')
            {
                Cite(citation.Numbers);
                return citation.Length;
            }
        }

        if (bracket[0] != '[')
            return Show(text[..(bracket[0] == '\\' ? 2 : bracketAt + 1)]);
        var link = LinkPattern.Match(bracket, atEnd);
        if (link.Fit == Fit.Maybe)
            return 0;
        if (link.Fit == Fit.No)
            return Show(text[..(bracketAt + 1)]);
        Link(text[..bracketAt], link);
        return bracketAt + link.Length;
    }

    private void Link(ReadOnlySpan<char> image, LinkPattern link)
    {
        // The text of a link to a source is often the citation itself.
        foreach (var text in (ReadOnlySpan<string>)[$"[{link.Label}]", link.Label])
        {
            var citation = CitationPattern.Match(text);
            if (!_fence.IsLikely && image.IsEmpty && citation.Fit == Fit.Yes && citation.Length == text.Length)
            {
                Cite(citation.Numbers);
                NoteRemoval();
                return;
            }
        }

        var (shown, own) = Inside(link.Label);
        if (_addresses.Contains(link.Target))
        {
            Show($"{image}[{shown}]({link.Written})", $"{image}[{own}]({link.Written})");
        }
        else
        {
            NoteRemoval();
            Show(shown, own);
            NoteRemoval();
        }

        _adjacent.Clear();
    }

    /// <summary>A bracket that ends no link which was read as a whole, such as one with a very long text.</summary>
    private int TakeClosingBracket(ReadOnlySpan<char> text, bool atEnd)
    {
        if (text.Length == 1)
            return atEnd ? Show(text) : 0;
        if (text[1] != '(')
            return Show(text[..1]);
        var link = LinkPattern.MatchTarget(text[1..], atEnd);
        if (link.Fit == Fit.Maybe)
            return 0;
        if (link.Fit == Fit.No)
            return Show(text[..1]);
        Show(_addresses.Contains(link.Target) ? $"]({link.Written})" : "]");
        return Remove(1 + link.Length);
    }

    /// <summary>Cleans the text of a link, which is complete.</summary>
    private (string Shown, string Own) Inside(string label)
    {
        if (_depth == MaxDepth)
            return ("", "");
        var inside = new ReplyCleaner(_numbers, _addresses, _depth + 1);
        var shown = inside.Push(label) + inside.Finish();
        Marked ??= inside.Marked;
        return (shown, inside._own.ToString());
    }

    /// <summary>Whether the citation shows a number that does not already stand directly before it.</summary>
    private bool Adds(IReadOnlyList<int> passages) =>
        passages.Any(passage => _numbers.Knows(passage) && (_numbers.FindOrNull(passage) is not { } number || !_adjacent.Contains(number)));

    private void Cite(IReadOnlyList<int> passages)
    {
        var isRemoved = false;
        foreach (var passage in passages)
        {
            var number = _numbers.Knows(passage) ? _numbers.Cite(passage) : 0;
            var isShown = number > 0 && _adjacent.Add(number);
            isRemoved |= !isShown;
            Show(
                isShown ? string.Create(CultureInfo.InvariantCulture, $"[{number}]") : "",
                number > 0 ? string.Create(CultureInfo.InvariantCulture, $"[{passage}]") : "");
        }

        if (isRemoved)
            NoteRemoval();
    }

    /// <summary>The length of the target of a link to a person that is not allowed; 0 when there is none. Not every parser takes the same text for code.</summary>
    private int LengthOfTarget(ReadOnlySpan<char> content, int at)
    {
        if (content[at - 1] != ']' || at == content.Length || content[at] != '(')
            return 0;
        var link = LinkPattern.MatchTarget(content[at..], atEnd: true);
        var isPerson = link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || link.Target.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);
        return link.Fit == Fit.Yes && isPerson && !_addresses.Contains(link.Target) ? link.Length : 0;
    }

    private int TakeAddress(ReadOnlySpan<char> text, bool atEnd)
    {
        var scheme = SchemeOf(text);
        if (scheme == 0)
            return !atEnd && MayBecomeScheme(text) ? 0 : TakePlain(text, code: false);
        var end = text.IndexOfAny(_addressEnds);
        if (end < 0 && !atEnd && text.Length <= MaxAddress)
            return 0;
        var whole = text[..Math.Min(end < 0 ? text.Length : end, MaxAddress)];
        whole = whole[..Math.Max(AllowedAddresses.LengthWithoutEnd(whole), scheme)];
        // Without its scheme, the widget shows an address as text. What follows is looked at again: it can hold another scheme.
        if (!_addresses.Contains(whole.ToString()))
            return Remove(scheme);
        Show(whole);
        _gap.EndWithAddress();
        return whole.Length;
    }

    private static int SchemeOf(ReadOnlySpan<char> text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

    private static bool MayBecomeScheme(ReadOnlySpan<char> text) =>
        "https://".AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase) || "http://".AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Inline code is shown as it is, except for marks and for the scheme of addresses that are not allowed.</summary>
    private int TakeCode(ReadOnlySpan<char> text, bool atEnd)
    {
        var run = text.Length - text.TrimStart('`').Length;
        if (run == text.Length)
            return atEnd ? Show(text) : 0;
        _fence.Note(run);
        for (var at = run; at < text.Length && at <= run + MaxInlineCode;)
        {
            // The line can be a heading or a row, in which the code is not closed.
            if (text[at] == '\n')
                return Show(text[..run]);
            if (text[at] != '`')
            {
                at++;
                continue;
            }

            var closing = text[at..].Length - text[at..].TrimStart('`').Length;
            if (at + closing == text.Length && !atEnd)
                return 0;
            if (closing == run)
            {
                Code(text[..run], text[run..at]);
                return at + run;
            }

            at += closing;
        }

        return atEnd || text.Length > run + MaxInlineCode ? Show(text[..run]) : 0;
    }

    private void Code(ReadOnlySpan<char> ticks, ReadOnlySpan<char> content)
    {
        var cleaned = new StringBuilder(content.Length);
        for (var at = 0; at < content.Length;)
        {
            var mark = content[at] is '[' or '\\' ? MarkPattern.Match(content[at..]) : default;
            var scheme = SchemeOf(content[at..]);
            if (mark.Fit == Fit.Yes)
            {
                at += Mark(mark.Length, mark.Outcome);
                // What stands around it must not form another mark.
                cleaned.Append(cleaned.Length > 0 && at < content.Length ? " " : "");
            }
            else if (scheme > 0)
            {
                var end = content[at..].IndexOfAny(_codeAddressEnds);
                var address = end < 0 ? content[at..] : content.Slice(at, end);
                var isAllowed = _addresses.Contains(address.ToString());
                cleaned.Append(isAllowed ? address : "");
                at += isAllowed ? address.Length : scheme;
            }
            else
            {
                cleaned.Append(content[at++]);
                at += LengthOfTarget(content, at);
            }
        }

        if (cleaned.Length != content.Length)
            NoteRemoval();
        if (cleaned.Length > 0 || content.IsEmpty)
            Show($"{ticks}{cleaned}{ticks}");
    }
}
