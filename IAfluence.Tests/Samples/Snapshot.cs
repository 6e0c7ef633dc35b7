using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>
/// Text that was recorded beside the sample and is compared line by line. After looking at the difference, record the new text with
/// <c>IAFLUENCE_UPDATE_SNAPSHOTS=1 dotnet test --filter FullyQualifiedName~Samples</c>.
/// </summary>
internal static class Snapshot
{
    private const string Update = "IAFLUENCE_UPDATE_SNAPSHOTS";
    private const int MostShown = 80;

    public static string Folder { get; } = Path.Combine(Repository.Root, "IAfluence.Tests", "Samples");

    public static async Task MatchesAsync(string name, string actual)
    {
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(file, actual);
        var differences = Differences((await File.ReadAllTextAsync(file)).Split('\n'), actual.Split('\n'));
        if (differences.Count > 0)
            Assert.Fail($"{name} differs; '-' is gone, '+' is missing from the snapshot. If it is meant, set {Update}=1 and run again.\n{string.Join('\n', differences.Take(MostShown))}");
    }

    /// <summary>The lines that are only in one, each after the last heading above it.</summary>
    public static IReadOnlyList<string> Differences(string[] expected, string[] actual)
    {
        var start = 0;
        while (start < Math.Min(expected.Length, actual.Length) && expected[start] == actual[start])
            start++;
        var (endOfExpected, endOfActual) = (expected.Length, actual.Length);
        while (endOfExpected > start && endOfActual > start && expected[endOfExpected - 1] == actual[endOfActual - 1])
            (endOfExpected, endOfActual) = (endOfExpected - 1, endOfActual - 1);

        var common = Common(expected.AsSpan(start..endOfExpected), actual.AsSpan(start..endOfActual));
        var lines = new List<string>();
        var (heading, shown) = (expected[..start].LastOrDefault(IsHeading) ?? "", "");
        for (int left = start, right = start; left < endOfExpected || right < endOfActual;)
        {
            if (left < endOfExpected && right < endOfActual && expected[left] == actual[right])
            {
                heading = IsHeading(expected[left]) ? expected[left] : heading;
                (left, right) = (left + 1, right + 1);
                continue;
            }

            if (heading != shown)
                lines.Add(shown = heading);
            if (right == endOfActual || (left < endOfExpected && common[left - start + 1, right - start] >= common[left - start, right - start + 1]))
                lines.Add("- " + expected[left++]);
            else
                lines.Add("+ " + actual[right++]);
        }

        return lines;
    }

    private static bool IsHeading(string line) => line.StartsWith("== ", StringComparison.Ordinal);

    /// <summary>How many lines are common to what begins at two places.</summary>
    private static int[,] Common(ReadOnlySpan<string> expected, ReadOnlySpan<string> actual)
    {
        var common = new int[expected.Length + 1, actual.Length + 1];
        for (var left = expected.Length - 1; left >= 0; left--)
        {
            for (var right = actual.Length - 1; right >= 0; right--)
            {
                common[left, right] = expected[left] == actual[right]
                    ? common[left + 1, right + 1] + 1
                    : Math.Max(common[left + 1, right], common[left, right + 1]);
            }
        }

        return common;
    }
}
