using System.Globalization;

namespace IAfluence.Benchmarks.Running;

/// <summary>Prints rows as a Markdown table, ready to be pasted into the README.</summary>
internal static class Table
{
    public static void Print(string[] columns, IEnumerable<string[]> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(columns.Select(_ => " --- |"))}");
        foreach (var row in rows)
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    public static string Number(double value, int decimals = 2) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => Number(bytes / 1048576.0, 0) + " MB";
}
