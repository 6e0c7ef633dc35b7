using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;

namespace IAfluence.Core.Bootstrap;

/// <summary>Turns the keys of models, as the file writes routes, into models and back.</summary>
/// <param name="stored">The stored models by key.</param>
/// <param name="inFile">The keys of the models that the file is about to make.</param>
public sealed class RouteKeys(IReadOnlyDictionary<string, ModelId> stored, IEnumerable<string> inFile)
{
    private readonly SortedSet<string> _all = new(stored.Keys.Concat(inFile), StringComparer.Ordinal);
    private readonly Dictionary<ModelId, string> _keys = stored.ToDictionary(model => model.Value, model => model.Key);

    /// <summary>The keys of a stored route, without models that are gone; null for no route.</summary>
    public IReadOnlyList<string>? KeysOf(IReadOnlyList<ModelId>? route) =>
        route is null ? null : [.. route.Select(model => _keys.GetValueOrDefault(model)).OfType<string>()];

    /// <summary>Notes every key of a stated route that neither the store nor the file has.</summary>
    internal void Check(JsonObject said, string name, string path, Faults faults)
    {
        if (said[name] is not JsonArray route)
            return;
        for (var index = 0; index < route.Count; index++)
        {
            if ((string?)route[index] is { } key && !_all.Contains(key))
                faults.AddRule($"{path}[{index}]", $"there is no model '{Faults.Shown(key)}'; there are: {string.Join(", ", _all.Where(Keys.IsKey))}.");
        }
    }

    /// <summary>The route as it is to be: the stated one, or the one that stands where none is stated.</summary>
    internal IReadOnlyList<ModelId>? Resolve(JsonObject said, string name, IReadOnlyList<ModelId>? before) => said.TryGetPropertyValue(name, out var route)
        ? route is JsonArray keys ? Resolve([.. keys.Select(key => (string)key!)]) : null
        : before;

    /// <summary>The models of a route that was checked; before the file's own are made, their keys stand in for them.</summary>
    internal IReadOnlyList<ModelId> Resolve(IReadOnlyList<string> route) =>
        [.. route.Select(key => stored.TryGetValue(key, out var id) ? id : new ModelId(key))];
}
