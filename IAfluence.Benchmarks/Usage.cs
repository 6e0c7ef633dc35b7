namespace IAfluence.Benchmarks;

/// <summary>Prints the usage when no verb, or an unknown one, is given.</summary>
internal static class Usage
{
    public static int Explain(IEnumerable<(string Name, string Measures)> verbs)
    {
        Console.WriteLine("Specify a benchmark. --small makes a quick run that only checks that it works.");
        foreach (var (name, measures) in verbs)
            Console.WriteLine($"  {name,-10} {measures}");
        return 64;
    }

    /// <summary>Prints only the names, for scripts.</summary>
    public static int List(IEnumerable<string> names)
    {
        foreach (var name in names)
            Console.WriteLine(name);
        return 0;
    }
}
