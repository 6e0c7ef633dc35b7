namespace IAfluence.Core.Chatbots;

/// <summary>Whether a page is among those that patterns name, as the widget decides it in the visitor's browser.</summary>
public static class PagePatternsMatch
{
    /// <param name="pages">The patterns.</param>
    /// <param name="path">The page's, without query: <c>/shop/bread</c>. A slash at its end makes no difference: <c>/shop/*</c> names <c>/shop</c> too.</param>
    public static bool Allow(this PagePatterns pages, string path) =>
        (pages.Include.Count == 0 || Names(pages.Include, path)) && !Names(pages.Exclude, path);

    private static bool Names(IEnumerable<string> patterns, string path)
    {
        var bare = path.TrimEnd('/');
        return patterns.Any(pattern => Matches(pattern, bare) || Matches(pattern, bare + '/'));
    }

    /// <summary>Letter by letter, * standing for anything, also for nothing. Nothing is tried twice, so that no pattern takes long.</summary>
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
}
