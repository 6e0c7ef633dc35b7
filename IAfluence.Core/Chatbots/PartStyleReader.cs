using System.Text;

namespace IAfluence.Core.Chatbots;

/// <summary>Splits CSS into rules and blocks, respecting strings and comments. It does not validate their content.</summary>
internal sealed class PartStyleReader(string css)
{
    private readonly string? _css = WithoutComments(css);
    private int _at;

    /// <summary>The refused piece; empty when there is none.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The first piece left out because it could hide the brand; null when there is none.</summary>
    public string? HidesBrand { get; set; }

    public bool Refuse(string piece)
    {
        if (Fault.Length == 0)
            Fault = piece.Length > 0 ? piece : "{";
        return false;
    }

    /// <summary>Finds text that is not allowed anywhere: escapes, markup, control characters, an unterminated comment or string.</summary>
    /// <returns>Null when there is none.</returns>
    public string? FindForbiddenOrNull()
    {
        if (_css is null)
            return "/*";
        if (_css.FirstOrDefault(character => character is '\\' or '<' || (char.IsControl(character) && character is not ('\n' or '\t'))) is var found and not '\0')
            return char.IsControl(found) ? "?" : found.ToString();
        return _css.Contains('\0') ? "?" : WithoutStrings(_css) is null ? "\"" : null;
    }

    /// <summary>Reads up to the next opening brace.</summary>
    /// <param name="inMedia">Whether a closing brace ends the block.</param>
    /// <returns>Null at the end, or when the text was refused.</returns>
    public string? ReadPrelude(bool inMedia)
    {
        while (_at < _css!.Length && char.IsWhiteSpace(_css[_at]))
            _at++;
        if (_at == _css.Length)
        {
            if (inMedia)
                Refuse("@media");
            return null;
        }

        if (inMedia && _css[_at] == '}')
        {
            _at++;
            return null;
        }

        var end = _css.AsSpan(_at).IndexOfAny("{};\"'");
        if (end < 0 || _css[_at + end] != '{')
        {
            Refuse(_css[_at..].Trim());
            return null;
        }

        var prelude = _css.Substring(_at, end).Trim();
        _at += end + 1;
        return prelude;
    }

    /// <summary>Reads the declarations up to the closing brace; null when there is no closing brace before the end or the next rule.</summary>
    public string? ReadBlock()
    {
        var from = _at;
        for (; _at < _css!.Length; _at++)
        {
            if (_css[_at] is '"' or '\'')
                _at = EndOfString(_css, _at);
            else if (_css[_at] == '{')
                return null;
            else if (_css[_at] == '}')
                return _css[from.._at++];
        }

        return null;
    }

    /// <summary>Splits at separators outside strings and parentheses.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '"' or '\'')
                at = EndOfString(text, at);
            else if (text[at] == '(')
                depth++;
            else if (text[at] == ')')
                depth--;
            else if (text[at] == separator && depth == 0)
            {
                yield return text[from..at].Trim();
                from = at + 1;
            }
        }

        yield return text[from..].Trim();
    }

    /// <summary>Replaces strings with spaces; null when a string does not end on its line.</summary>
    public static string? WithoutStrings(string text)
    {
        var bare = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('"' or '\''))
            {
                bare.Append(text[at]);
                continue;
            }

            var end = EndOfString(text, at);
            if (end >= text.Length || text.AsSpan(at, end - at).Contains('\n'))
                return null;
            bare.Append(' ');
            at = end;
        }

        return bare.ToString();
    }

    private static int EndOfString(string text, int at)
    {
        var end = text.IndexOf(text[at], at + 1);
        return end < 0 ? text.Length : end;
    }

    private static string? WithoutComments(string css)
    {
        var (bare, text) = (new StringBuilder(css.Length), css.ReplaceLineEndings("\n"));
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '"' or '\'')
            {
                var end = Math.Min(EndOfString(text, at), text.Length - 1);
                bare.Append(text, at, end - at + 1);
                at = end;
            }
            else if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '*')
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                    return null;
                bare.Append(' ');
                at = end + 1;
            }
            else
            {
                bare.Append(text[at]);
            }
        }

        return bare.ToString();
    }
}
