using IAfluence.Benchmarks;

// One verb, one file: `dotnet run -c Release --project IAfluence.Benchmarks -- <verb> [--small]`.
var verbs = new Dictionary<string, (string Measures, Func<string[], Task<int>> Run)>
{
};

return args is [var name, ..] && verbs.TryGetValue(name, out var verb)
    ? await verb.Run(args[1..])
    : Usage.Print(verbs.Select(pair => (pair.Key, pair.Value.Measures)));
