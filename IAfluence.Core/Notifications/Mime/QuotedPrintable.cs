using System.Text;

namespace IAfluence.Core.Notifications.Mime;

/// <summary>Text in quoted-printable (RFC 2045, 6.7) over UTF-8.</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    /// <summary>Appends the text; its line breaks, of whatever kind, become CR LF.</summary>
    public static void Write(StringBuilder to, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (at > 0)
                to.Append("\r\n");
            WriteLine(to, Encoding.UTF8.GetBytes(lines[at]));
        }
    }

    private static void WriteLine(StringBuilder to, byte[] bytes)
    {
        var inLine = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var last = at == bytes.Length - 1;
            var literal = IsLiteral(bytes[at], last, inLine);
            // Room is kept for the sign that the line goes on.
            if (inLine + (literal ? 1 : 3) > (last ? MaxLine : MaxLine - 1))
            {
                to.Append("=\r\n");
                inLine = 0;
                literal = IsLiteral(bytes[at], last, inLine);
            }

            if (literal)
                to.Append((char)bytes[at]);
            else
                to.Append('=').Append(bytes[at].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            inLine += literal ? 1 : 3;
        }
    }

    // A space at the end of a line is lost on the way, and a dot or "From" at its beginning changed by some servers.
    private static bool IsLiteral(byte letter, bool last, int inLine) => letter switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => !last,
        (byte)'.' or (byte)'F' or (byte)'-' when inLine == 0 => false,
        _ => letter is > 0x20 and < 0x7f,
    };
}
