using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>Puts what people wrote into files of other languages, as text and never as anything else.</summary>
internal static class Quoting
{
    /// <summary>
    /// A PHP string literal in single quotes, where only the quote and the backslash mean anything. Control characters become blanks, and what
    /// would open or close PHP, or end a comment, is broken into parts, so that the file stays harmless also to whoever cuts it up.
    /// </summary>
    public static string PhpLiteral(string text)
    {
        var literal = new StringBuilder("'");
        var previous = '\0';
        foreach (var character in Line(text))
        {
            if (character is '>' or '?' or '/' && previous is '?' or '<' or '*')
                literal.Append("' . '");
            if (character is '\'' or '\\')
                literal.Append('\\');
            literal.Append(character);
            previous = character;
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>One line of text: control characters, line ends of every kind and broken surrogates become blanks.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFD || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069)
                line.Append(' ');
            else
                line.Append(rune.ToString());
        }

        return line.ToString();
    }
}
