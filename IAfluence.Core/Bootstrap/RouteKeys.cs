namespace IAfluence.Core.Bootstrap;

/// <summary>Turns the keys of models, as the file writes routes, into models.</summary>
/// <param name="stored">What the store has.</param>
/// <param name="inFile">What the file is about to make.</param>
public sealed class RouteKeys(IReadOnlyDictionary<string, ModelId> stored, IEnumerable<string> inFile)
{
    private readonly SortedSet<string> _all = new(stored.Keys.Concat(inFile), StringComparer.Ordinal);

    public bool IsStored(string key) => stored.ContainsKey(key);

    /// <summary>Notes every key that neither the store nor the file has.</summary>
    public void Check(IReadOnlyList<string> route, string path, List<string> problems)
    {
        for (var index = 0; index < route.Count; index++)
        {
            if (!_all.Contains(route[index]))
                problems.Add($"{path}[{index}]: there is no model '{route[index]}'; there are: {string.Join(", ", _all)}.");
        }
    }

    /// <summary>The models of a route that was checked; before the file's own are made, their keys stand in for them.</summary>
    public IReadOnlyList<ModelId> Resolve(IReadOnlyList<string> route) =>
        [.. route.Select(key => stored.TryGetValue(key, out var id) ? id : new ModelId(key))];
}
