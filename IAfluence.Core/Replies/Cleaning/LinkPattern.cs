namespace IAfluence.Core.Replies.Cleaning;

/// <summary>A link or an image of Markdown at the beginning of a text.</summary>
/// <param name="Fit">How far the text fits.</param>
/// <param name="Length">The number of characters, including the brackets.</param>
/// <param name="Label">The text between the brackets.</param>
/// <param name="Written">The address as it stands there, without title; empty for an unfinished one.</param>
internal readonly record struct LinkPattern(Fit Fit, int Length, string Label, string Written)
{
    // Text in brackets is held back up to this length. A longer label keeps its brackets when its address is lost.
    private const int MaxLabel = 200;
    private const int MaxTarget = 2100;

    private static readonly LinkPattern _no = new(Fit.No, 0, "", "");
    private static readonly LinkPattern _maybe = new(Fit.Maybe, 0, "", "");

    /// <summary>The address, without angle brackets.</summary>
    public string Target => Written.Trim('<', '>');

    /// <param name="text">Starts with the opening bracket.</param>
    /// <param name="atEnd">Whether no text follows. A link that ends in its address is then one without an address.</param>
    public static LinkPattern Match(ReadOnlySpan<char> text, bool atEnd)
    {
        var label = EndOf(text, '[', ']', MaxLabel);
        if (label < 0)
            return label == Missing && !atEnd ? _maybe : _no;
        if (label + 1 == text.Length)
            return atEnd ? _no : _maybe;
        if (text[label + 1] != '(')
            return _no;

        var target = MatchTarget(text[(label + 1)..], atEnd);
        return target with { Length = label + 1 + target.Length, Label = text[1..label].ToString() };
    }

    /// <summary>Reads what follows the text of a link.</summary>
    /// <param name="text">Starts with the opening parenthesis.</param>
    public static LinkPattern MatchTarget(ReadOnlySpan<char> text, bool atEnd)
    {
        var target = EndOf(text, '(', ')', MaxTarget);
        if (target >= 0)
            return new LinkPattern(Fit.Yes, target + 1, "", AddressOf(text[1..target]));
        if (target != Missing)
            return _no;
        return atEnd ? new LinkPattern(Fit.Yes, text.Length, "", "") : _maybe;
    }

    private const int Missing = -1;
    private const int Never = -2;

    /// <summary>The position of the bracket that closes the first one; <see cref="Missing"/> or <see cref="Never"/> when there is none.</summary>
    private static int EndOf(ReadOnlySpan<char> text, char opening, char closing, int max)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at > max)
                return Never;
            var character = text[at];
            // A backslash escapes a bracket for some parsers only. Where it does, too much is bounded, never too little.
            if (character == '\n')
                return Never;
            else if (character == opening)
                depth++;
            else if (character == closing && --depth == 0)
                return at;
        }

        return text.Length > max ? Never : Missing;
    }

    private static string AddressOf(ReadOnlySpan<char> inside)
    {
        inside = inside.Trim();
        var end = inside.IndexOfAny(' ', '\t');
        return (end < 0 ? inside : inside[..end]).ToString();
    }
}
