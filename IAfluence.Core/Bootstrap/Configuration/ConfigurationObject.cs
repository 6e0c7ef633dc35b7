using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>An object of a configuration document that has a key.</summary>
/// <param name="Key">Names it within its parent.</param>
/// <param name="Path">Where it stands in the document, such as <c>clients[0].chatbots[1]</c>.</param>
/// <param name="Address">Keys down to it, such as <c>clients/martin/chatbots/accueil</c>.</param>
/// <param name="Digest">Of its own content, without its children's; not of the order of its properties.</param>
/// <param name="Said">Its own properties that the document states, well-formed ones only.</param>
/// <param name="Type">The contract's type of it.</param>
public sealed record ConfigurationObject(string Key, string Path, string Address, string Digest, JsonObject Said, JsonTypeInfo Type)
{
    /// <summary>Its lists of keyed objects by the name of their property.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<ConfigurationObject>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<ConfigurationObject>>();

    internal IReadOnlyList<ConfigurationObject> Children(string name) => Lists.GetValueOrDefault(name, []);

    /// <summary>Itself and all that is below it.</summary>
    internal IEnumerable<ConfigurationObject> All() => Lists.Values.SelectMany(list => list).SelectMany(child => child.All()).Prepend(this);

    /// <summary>The text that the document states for this property; null for none or no text.</summary>
    internal string? TextOrNull(string name) => Said[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <param name="element">The object as it was parsed.</param>
    /// <param name="known">Its well-formed members.</param>
    /// <param name="type">The contract's type of it.</param>
    /// <param name="key">Its key; empty for the document.</param>
    /// <param name="path">Its path; empty for the document.</param>
    /// <param name="address">Its address; empty for the document.</param>
    internal static ConfigurationObject Of(JsonElement element, JsonObject known, JsonTypeInfo type, string key, string path, string address)
    {
        var said = new JsonObject();
        var lists = new Dictionary<string, IReadOnlyList<ConfigurationObject>>();
        foreach (var (name, value) in known)
        {
            if (type.Properties.First(each => each.Name == name).KeyedElementOrNull() is not { } keyed)
                said[name] = value?.DeepClone();
            else if (value is JsonArray list)
                lists[name] = List(First(element, name), list, keyed, Join(path, name, "."), Join(address, name, "/"));
        }

        string[] keyedNames = [.. type.Properties.Where(property => property.KeyedElementOrNull() is not null).Select(property => property.Name)];
        return new(key, path, address, ContentDigest.Of(element, keyedNames), said, type) { Lists = lists };
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

    /// <summary>The member that counts where one stands twice, which is a fault.</summary>
    internal static JsonElement First(JsonElement element, string name) => element.EnumerateObject().First(member => member.Name == name).Value;

    private static string Join(string left, string right, string by) => left.Length == 0 ? right : left + by + right;
}
