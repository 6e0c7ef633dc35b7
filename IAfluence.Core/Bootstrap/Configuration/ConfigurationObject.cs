using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>An object of a configuration document that has a key.</summary>
/// <param name="Key">Unique within the parent.</param>
/// <param name="Path">The path in the document, such as <c>clients[0].chatbots[1]</c>.</param>
/// <param name="Address">The path of keys, such as <c>clients/martin/chatbots/accueil</c>.</param>
/// <param name="Digest">Digest of the content without child objects, independent of property order.</param>
/// <param name="Properties">The stated, well-formed properties, without child objects.</param>
/// <param name="Type">The object's type in the contract.</param>
public sealed record ConfigurationObject(string Key, string Path, string Address, string Digest, JsonObject Properties, JsonTypeInfo Type)
{
    /// <summary>Lists of child objects by property name.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<ConfigurationObject>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<ConfigurationObject>>();

    internal IReadOnlyList<ConfigurationObject> Children(string name) => Lists.GetValueOrDefault(name, []);

    /// <summary>This object and all its descendants.</summary>
    internal IEnumerable<ConfigurationObject> All() => Lists.Values.SelectMany(list => list).SelectMany(child => child.All()).Prepend(this);

    /// <summary>The stated string; null when the property is not stated or not a string.</summary>
    internal string? TextOrNull(string name) => Properties[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <param name="element">The parsed object.</param>
    /// <param name="known">Its well-formed members.</param>
    /// <param name="key">Empty for the document itself.</param>
    /// <param name="path">Empty for the document itself.</param>
    /// <param name="address">Empty for the document itself.</param>
    internal static ConfigurationObject Of(JsonElement element, JsonObject known, JsonTypeInfo type, string key, string path, string address)
    {
        var properties = new JsonObject();
        var lists = new Dictionary<string, IReadOnlyList<ConfigurationObject>>();
        foreach (var (name, value) in known)
        {
            if (type.Properties.First(each => each.Name == name).KeyedElementOrNull() is not { } keyed)
                properties[name] = value?.DeepClone();
            else if (value is JsonArray list)
                lists[name] = List(First(element, name), list, keyed, Join(path, name, "."), Join(address, name, "/"));
        }

        string[] keyedNames = [.. type.Properties.Where(property => property.KeyedElementOrNull() is not null).Select(property => property.Name)];
        return new(key, path, address, ContentDigest.Of(element, keyedNames), properties, type) { Lists = lists };
    }

    private static List<ConfigurationObject> List(JsonElement elements, JsonArray known, JsonTypeInfo type, string path, string address)
    {
        var objects = new List<ConfigurationObject>();
        for (var index = 0; index < known.Count; index++)
        {
            if (known[index] is JsonObject item && (string?)item["key"] is { } key)
                objects.Add(Of(elements[index], item, type, key, FormattableString.Invariant($"{path}[{index}]"), $"{address}/{key}"));
        }

        return objects;
    }

    /// <summary>The first member of this name. A duplicate is reported as a fault.</summary>
    internal static JsonElement First(JsonElement element, string name) => element.EnumerateObject().First(member => member.Name == name).Value;

    private static string Join(string left, string right, string by) => left.Length == 0 ? right : left + by + right;
}
