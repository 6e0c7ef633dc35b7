using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;

namespace IAfluence.Core.Bootstrap;

/// <summary>Converts between model keys, as the file writes routes, and model ids.</summary>
/// <param name="stored">The stored models by key.</param>
/// <param name="inFile">The keys of the models that the file creates.</param>
public sealed class RouteKeys(IReadOnlyDictionary<string, ModelId> stored, IEnumerable<string> inFile)
{
    private readonly SortedSet<string> _all = new(stored.Keys.Concat(inFile), StringComparer.Ordinal);
    private readonly Dictionary<ModelId, string> _keys = stored.ToDictionary(model => model.Value, model => model.Key);

    /// <summary>The keys of a stored route, without deleted models; null for no route.</summary>
    public IReadOnlyList<string>? KeysOf(IReadOnlyList<ModelId>? route) =>
        route is null ? null : [.. route.Select(model => _keys.GetValueOrDefault(model)).OfType<string>()];

    /// <summary>Adds a fault for each key of a stated route that neither the store nor the file contains.</summary>
    internal void Check(JsonObject properties, string name, string path, Faults faults)
    {
        if (properties[name] is not JsonArray route)
            return;
        for (var index = 0; index < route.Count; index++)
        {
            if ((string?)route[index] is { } key && !_all.Contains(key))
                faults.AddRule($"{path}[{index}]", $"model '{Faults.Format(key)}' does not exist. Use one of: {string.Join(", ", _all.Where(Keys.IsKey))}.");
        }
    }

    /// <summary>The stated route; the previous one when none is stated.</summary>
    internal IReadOnlyList<ModelId>? Resolve(JsonObject properties, string name, IReadOnlyList<ModelId>? before) => properties.TryGetPropertyValue(name, out var route)
        ? route is JsonArray keys ? Resolve([.. keys.Select(key => (string)key!)]) : null
        : before;

    /// <summary>The models of a checked route. The key stands for the id of a model that the file has not created yet.</summary>
    internal IReadOnlyList<ModelId> Resolve(IReadOnlyList<string> route) =>
        [.. route.Select(key => stored.TryGetValue(key, out var id) ? id : new ModelId(key))];
}
