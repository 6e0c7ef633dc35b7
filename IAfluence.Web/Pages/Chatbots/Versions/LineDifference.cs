namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>The kind of change of a line.</summary>
public enum LineFate
{
    Kept,
    Removed,
    Added,

    /// <summary>A run of unchanged lines that is not shown.</summary>
    Skipped,
}

/// <summary>One line of a difference.</summary>
/// <param name="Text">The line; empty for skipped lines.</param>
/// <param name="Count">The number of lines it represents.</param>
public sealed record DifferenceLine(LineFate Fate, string Text, int Count = 1);

/// <summary>Computes the line differences between two texts.</summary>
public static class LineDifference
{
    // The number of unchanged lines shown around each change.
    private const int Around = 2;

    // With more comparisons than this, the middle parts of both texts are shown completely.
    private const int MaxComparisons = 1_000_000;

    public static IReadOnlyList<DifferenceLine> Of(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        List<DifferenceLine> lines =
        [
            .. old[..start].Select(line => new DifferenceLine(LineFate.Kept, line)),
            .. Between(old[start..^end], now[start..^end]),
            .. old[^end..].Select(line => new DifferenceLine(LineFate.Kept, line)),
        ];
        return Folded(lines);
    }

    /// <summary>Uses the longest common subsequence.</summary>
    private static List<DifferenceLine> Between(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MaxComparisons)
        {
            return [.. old.Select(line => new DifferenceLine(LineFate.Removed, line)), .. now.Select(line => new DifferenceLine(LineFate.Added, line))];
        }

        var common = new int[old.Length + 1, now.Length + 1];
        for (var at = old.Length - 1; at >= 0; at--)
        {
            for (var to = now.Length - 1; to >= 0; to--)
                common[at, to] = old[at] == now[to] ? common[at + 1, to + 1] + 1 : Math.Max(common[at + 1, to], common[at, to + 1]);
        }

        var lines = new List<DifferenceLine>();
        var (left, right) = (0, 0);
        while (left < old.Length || right < now.Length)
        {
            if (left < old.Length && right < now.Length && old[left] == now[right])
            {
                lines.Add(new(LineFate.Kept, old[left++]));
                right++;
            }
            else if (left < old.Length && (right == now.Length || common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(new(LineFate.Removed, old[left++]));
            }
            else
            {
                lines.Add(new(LineFate.Added, now[right++]));
            }
        }

        return lines;
    }

    private static List<DifferenceLine> Folded(List<DifferenceLine> lines)
    {
        var shown = new bool[lines.Count];
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Fate == LineFate.Kept)
                continue;
            for (var near = Math.Max(0, at - Around); near <= Math.Min(lines.Count - 1, at + Around); near++)
                shown[near] = true;
        }

        var folded = new List<DifferenceLine>();
        for (var at = 0; at < lines.Count; at++)
        {
            var until = at;
            while (until < lines.Count && !shown[until])
                until++;
            // A single line is not skipped.
            if (until - at > 1)
            {
                folded.Add(new(LineFate.Skipped, "", until - at));
                at = until - 1;
            }
            else
            {
                folded.Add(lines[at]);
            }
        }

        return folded;
    }
}
