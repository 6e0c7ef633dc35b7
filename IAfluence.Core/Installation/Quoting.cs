using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>Quotes user text for files in other languages.</summary>
internal static class Quoting
{
    /// <summary>
    /// Returns a PHP string literal in single quotes, where only the quote and the backslash are special. Control characters become spaces.
    /// Sequences that open or close PHP, or end a comment, are split, so that tools that cut the file up cannot activate them.
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

    /// <summary>Returns one line of text: control characters, line breaks and broken surrogates become spaces.</summary>
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
