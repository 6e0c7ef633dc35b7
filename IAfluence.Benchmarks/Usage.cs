namespace IAfluence.Benchmarks;

/// <summary>What the program says when it is given no verb, or one it does not know.</summary>
internal static class Usage
{
    public static int Explain(IEnumerable<(string Name, string Measures)> verbs)
    {
        Console.WriteLine("Name what to measure; --small makes a quick run that only shows that it works.");
        foreach (var (name, measures) in verbs)
            Console.WriteLine($"  {name,-10} {measures}");
        return 64;
    }

    /// <summary>The names alone, for scripts.</summary>
    public static int List(IEnumerable<string> names)
    {
        foreach (var name in names)
            Console.WriteLine(name);
        return 0;
    }
}
