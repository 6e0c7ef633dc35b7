using System.Net;

namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>
/// Finds tags in a page as a browser's tokenizer does: comments, scripts and quoted attributes are stepped over as what they are. Linear in
/// the page's length, whatever the page.
/// </summary>
public sealed class PageTags
{
    private const string CommentStart = "<!--";
    private static readonly string[] _raw = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

    private readonly List<PageTag> _found = [];
    private readonly HashSet<string> _wanted;

    private PageTags(IEnumerable<string> wanted) => _wanted = new(wanted, StringComparer.Ordinal);

    /// <summary>The tags of these names in the order of the page, those in comments among them.</summary>
    public static IReadOnlyList<PageTag> Find(string html, params IEnumerable<string> names)
    {
        var tags = new PageTags(names);
        tags.Read(html, inComment: false);
        return tags._found;
    }

    private void Read(string html, bool inComment)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < html.Length; at = IndexOf(html, "<", at))
        {
            if (Is(html, at, CommentStart))
                at = ReadComment(html, at, inComment);
            else if (at + 1 < html.Length && char.IsAsciiLetter(html[at + 1]))
                at = ReadTag(html, at + 1, inComment);
            else
                at++;
        }
    }

    private int ReadComment(string html, int at, bool inComment)
    {
        var begin = at + CommentStart.Length;
        // <!--> and <!---> are whole comments.
        if (Is(html, begin, ">") || Is(html, begin, "->"))
            return html.IndexOf('>', begin) + 1;
        var end = IndexOf(html, "-->", begin);
        if (end < 0)
            end = html.Length;
        if (!inComment && end > begin)
            Read(html[begin..end], inComment: true);
        return Math.Min(html.Length, end + 3);
    }

    private int ReadTag(string html, int at, bool inComment)
    {
        var nameEnd = at;
        while (nameEnd < html.Length && !IsBlank(html[nameEnd]) && html[nameEnd] is not ('/' or '>'))
            nameEnd++;
        var name = html[at..nameEnd].ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        at = ReadAttributes(html, nameEnd, attributes);
        var text = "";
        if (Array.IndexOf(_raw, name) >= 0)
        {
            var end = IndexOf(html, "</" + name, at);
            if (end < 0)
                end = html.Length;
            (text, at) = (html[at..end], end);
        }

        if (_wanted.Contains(name))
            _found.Add(new PageTag(name, attributes, name == "script" ? text : "", inComment));
        return at;
    }

    private static int ReadAttributes(string html, int at, Dictionary<string, string> attributes)
    {
        while (at < html.Length)
        {
            while (at < html.Length && (IsBlank(html[at]) || html[at] == '/'))
                at++;
            if (at >= html.Length || html[at] == '>')
                return Math.Min(html.Length, at + 1);
            var begin = at++;
            while (at < html.Length && !IsBlank(html[at]) && html[at] is not ('/' or '>' or '='))
                at++;
            var name = html[begin..at].ToLowerInvariant();
            var equals = at;
            while (equals < html.Length && IsBlank(html[equals]))
                equals++;
            var value = "";
            if (equals < html.Length && html[equals] == '=')
                (value, at) = ReadValue(html, equals + 1);
            attributes.TryAdd(name, value);
        }

        return at;
    }

    private static (string Value, int At) ReadValue(string html, int at)
    {
        while (at < html.Length && IsBlank(html[at]))
            at++;
        if (at >= html.Length)
            return ("", at);
        int end;
        if (html[at] is '"' or '\'')
        {
            end = html.IndexOf(html[at], at + 1);
            if (end < 0)
                end = html.Length;
            return (WebUtility.HtmlDecode(html[(at + 1)..end]), Math.Min(html.Length, end + 1));
        }

        end = at;
        while (end < html.Length && !IsBlank(html[end]) && html[end] != '>')
            end++;
        return (WebUtility.HtmlDecode(html[at..end]), end);
    }

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\n' or '\f' or '\r';

    private static bool Is(string html, int at, string text) => at < html.Length && html.AsSpan(at).StartsWith(text, StringComparison.Ordinal);

    private static int IndexOf(string html, string text, int from) =>
        from >= html.Length ? -1 : html.IndexOf(text, from, StringComparison.OrdinalIgnoreCase);
}
