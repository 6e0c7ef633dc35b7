namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Keeps apart what stands on both sides of removed text. Otherwise both could form what would have been removed, such as a mark around another
/// mark, or an address around a citation.
/// </summary>
internal sealed class RemovalGap
{
    private char _last = ' ';
    private bool _isOpen;
    private bool _endsWithAddress;

    /// <summary>Notes that text was removed.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Notes that the text so far ends with an address, which would go on with whatever follows.</summary>
    public void EndWithAddress() => _endsWithAddress = true;

    /// <summary>Whether a space must stand before this text, which is shown next.</summary>
    public bool NeedsSpace(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return false;
        var isNeeded = _isOpen && !char.IsWhiteSpace(_last) && !char.IsWhiteSpace(text[0]) && (_endsWithAddress || IsJoined(text[0]));
        (_isOpen, _endsWithAddress, _last) = (false, false, text[^1]);
        return isNeeded;
    }

    private bool IsJoined(char next) => next switch
    {
        '[' or ']' or '(' or ':' or '/' or '@' => true,
        '`' or '~' => next == _last,
        _ => char.IsAsciiLetterOrDigit(next) && (char.IsAsciiLetterOrDigit(_last) || _last is ':' or '/' or '.' or '@' or '[' or '\\' or '&' or '#'),
    };
}
