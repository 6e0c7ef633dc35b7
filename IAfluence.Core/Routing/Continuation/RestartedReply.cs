namespace IAfluence.Core.Routing.Continuation;

/// <summary>Detects a continuation that restarts the reply in nearly the same words.</summary>
internal static class RestartedReply
{
    private const int ComparedWords = 10;
    private const int SearchedWords = 20;
    private const int MinWords = 6;

    /// <summary>Whether the new text has mostly the same words in the same order as the beginning of the earlier text.</summary>
    public static bool Is(string said, string next)
    {
        if (!char.IsUpper(next.AsSpan().TrimStart("*_#> ") is [var first, ..] ? first : ' '))
            return false;
        var fresh = LanguageDetector.WordsOf(next.Length > 200 ? next[..200] : next).Take(ComparedWords).ToArray();
        var old = LanguageDetector.WordsOf(said.Length > 400 ? said[..400] : said).Take(SearchedWords).ToArray();
        return fresh.Length >= MinWords && old.Length >= MinWords && CommonInOrder(fresh, old) >= Math.Max(MinWords, fresh.Length * 7 / 10);
    }

    /// <summary>The length of the longest common subsequence.</summary>
    private static int CommonInOrder(string[] one, string[] other)
    {
        var lengths = new int[one.Length + 1, other.Length + 1];
        for (var row = 1; row <= one.Length; row++)
        {
            for (var column = 1; column <= other.Length; column++)
            {
                lengths[row, column] = string.Equals(one[row - 1], other[column - 1], StringComparison.OrdinalIgnoreCase)
                    ? lengths[row - 1, column - 1] + 1
                    : Math.Max(lengths[row - 1, column], lengths[row, column - 1]);
            }
        }

        return lengths[one.Length, other.Length];
    }
}
