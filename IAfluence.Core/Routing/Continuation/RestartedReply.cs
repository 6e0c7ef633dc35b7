namespace IAfluence.Core.Routing.Continuation;

/// <summary>Notices an answer that is begun again in nearly the same words.</summary>
internal static class RestartedReply
{
    private const int Compared = 10;
    private const int Searched = 20;
    private const int Enough = 6;

    /// <summary>Whether the new text follows the beginning of the old one, word after word with few others between.</summary>
    public static bool IsOne(string said, string next)
    {
        if (!char.IsUpper(next.AsSpan().TrimStart("*_#> ") is [var first, ..] ? first : ' '))
            return false;
        var fresh = LanguageDetector.WordsOf(next.Length > 200 ? next[..200] : next).Take(Compared).ToArray();
        var old = LanguageDetector.WordsOf(said.Length > 400 ? said[..400] : said).Take(Searched).ToArray();
        return fresh.Length >= Enough && old.Length >= Enough && CommonInOrder(fresh, old) >= Math.Max(Enough, fresh.Length * 7 / 10);
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
