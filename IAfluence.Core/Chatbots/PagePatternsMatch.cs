using System.Buffers;
using System.Text;

namespace IAfluence.Core.Chatbots;

/// <summary>Matches page paths against patterns, on the server and, as a regular expression, in the browser.</summary>
public static class PagePatternsMatch
{
    // The characters that a browser percent-encodes in a path: https://url.spec.whatwg.org/#path-percent-encode-set
    private static readonly SearchValues<char> _encoded = SearchValues.Create(" \"#<>?`{}");
    private static readonly SearchValues<char> _special = SearchValues.Create(".+()[]|^$\\");

    /// <summary>The patterns as a JavaScript regular expression for <c>location.pathname</c>; empty when every page matches.</summary>
    public static string ToScript(this PagePatterns pages)
    {
        if (pages == PagePatterns.Everywhere)
            return "";
        var without = pages.Exclude.Count == 0 ? "" : $"(?!{AnyOf(pages.Exclude)}$)";
        return pages.Include.Count == 0 ? "^" + without : $"^{without}{AnyOf(pages.Include)}$";
    }

    /// <param name="path">
    /// The path without query, such as <c>/shop/bread</c>. A trailing slash is ignored: <c>/shop/*</c> also matches <c>/shop</c>.
    /// </param>
    public static bool Allow(this PagePatterns pages, string path) =>
        (pages.Include.Count == 0 || Names(pages.Include, path)) && !Names(pages.Exclude, path);

    private static bool Names(IEnumerable<string> patterns, string path)
    {
        var bare = path.TrimEnd('/');
        return patterns.Any(pattern => Matches(pattern, bare) || Matches(pattern, bare + '/'));
    }

    /// <summary>
    /// Matches character by character; * matches any characters, including none. Backtracks to the last * only, so matching stays fast.
    /// </summary>
    private static bool Matches(string pattern, string path)
    {
        var (at, inPath, star, from) = (0, 0, -1, 0);
        while (inPath < path.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, from) = (at++, inPath);
            }
            else if (at < pattern.Length && pattern[at] == path[inPath])
            {
                (at, inPath) = (at + 1, inPath + 1);
            }
            else if (star >= 0)
            {
                at = star + 1;
                inPath = ++from;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    private static string AnyOf(IReadOnlyList<string> patterns) => $"(?:{string.Join('|', patterns.Select(ToScript))})";

    private static string ToScript(string pattern)
    {
        var bare = pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern[..^2] : pattern.TrimEnd('/');
        var script = new StringBuilder();
        foreach (var letter in bare.EnumerateRunes())
        {
            if (letter.Value == '*')
                script.Append(".*");
            else if (!letter.IsAscii || _encoded.Contains((char)letter.Value))
                script.Append(Uri.EscapeDataString(letter.ToString()));
            else if (_special.Contains((char)letter.Value))
                script.Append('\\').Append(letter);
            else
                script.Append(letter);
        }

        // A trailing slash does not change the page.
        return script.Append(bare == pattern || pattern.EndsWith('/') ? "/?" : "(?:/.*)?").ToString();
    }
}
