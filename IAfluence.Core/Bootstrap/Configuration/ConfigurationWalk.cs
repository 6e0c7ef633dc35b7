using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>
/// Walks a parsed document beside the contract's types. Members that are unknown, stand twice, miss or have another type than the
/// contract's are noted under their paths and left out of the result, so that the rules can judge the rest.
/// </summary>
internal sealed class ConfigurationWalk(Faults faults)
{
    /// <summary>Names of the product's contract whose function this version does not have: they stop the start instead of being ignored.</summary>
    private static readonly Dictionary<(Type, string), string> _lacking = new() { [(typeof(ChatbotConfiguration), "hook")] = "hooks" };

    /// <summary>The well-formed members. In lists of keyed objects null stands for one that cannot be used, so that places are kept.</summary>
    public JsonObject Object(JsonElement element, JsonTypeInfo type, string path)
    {
        var known = new JsonObject();
        var seen = new HashSet<string>();
        foreach (var member in element.EnumerateObject())
        {
            var at = Join(path, member.Name);
            if (type.Properties.FirstOrDefault(each => each.Name == member.Name) is not { } property)
                faults.Add(at, Unknown(type, member.Name));
            else if (!seen.Add(member.Name))
                faults.Add(at, "occurs twice. Keep one of them.");
            else if (Member(member.Value, property, type, at, out var node))
                known[member.Name] = node;
        }

        return known;
    }

    private bool Member(JsonElement value, JsonPropertyInfo property, JsonTypeInfo owner, string path, out JsonNode? node)
    {
        node = null;
        if (value.ValueKind == JsonValueKind.Null && (property.HoldsNull() || !property.MustBeStated()))
            return true;
        if (property.KeyedElementOrNull() is { } keyed)
            return KeyedList(value, keyed, path, out node);
        var type = property.Options.GetTypeInfo(property.PropertyType);
        return property.CustomConverter is not null || ExpectedJson.IsOpaque(type)
            ? Opaque(value, property, owner, path, out node)
            : Value(value, type, property, path, out node);
    }

    private bool Value(JsonElement value, JsonTypeInfo type, JsonPropertyInfo property, string path, out JsonNode? node)
    {
        node = null;
        if (!ExpectedJson.Fits(value, type))
            return Refuse(path, $"must be {ExpectedJson.Named(type, property)}, not {ExpectedJson.Named(value, property.FindOrNull<SecretAttribute>() is not null)}.");
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                return WholeObject(value, type, property, path, out node);
            case JsonTypeInfoKind.Enumerable:
                return PlainList(value, type.Options.GetTypeInfo(type.ElementType!), property, path, out node);
            default:
                if (value.ValueKind == JsonValueKind.String && !IsWhole(value))
                    return Refuse(path, "contains half of a surrogate pair. Use complete characters.");
                if (property.FindOrNull<AllowedValuesAttribute>() is { } allowed && !allowed.Values.Contains(value.GetString()))
                    return Refuse(path, $"'{Faults.Shown(value.GetString())}' is not a valid value. Use one of: {string.Join(", ", allowed.Values)}.");
                node = JsonNode.Parse(value.GetRawText());
                return true;
        }
    }

    /// <summary>An object without a key. It is unusable when a required property is missing or invalid.</summary>
    private bool WholeObject(JsonElement value, JsonTypeInfo type, JsonPropertyInfo property, string path, out JsonNode? node)
    {
        var known = Object(value, type, path);
        node = known;
        if (property.MergedTypeOrNull() is not null)
            return true;
        var usable = true;
        foreach (var part in type.Properties.Where(part => part.MustBeStated() && !known.ContainsKey(part.Name)))
        {
            usable = false;
            if (!value.TryGetProperty(part.Name, out _))
                faults.Add(Join(path, part.Name), $"is missing; {ExpectedJson.Named(part.Options.GetTypeInfo(part.PropertyType), part)} is needed.");
        }

        return usable;
    }

    private bool PlainList(JsonElement list, JsonTypeInfo element, JsonPropertyInfo property, string path, out JsonNode? node)
    {
        var (items, usable, index) = (new JsonArray(), true, 0);
        foreach (var item in list.EnumerateArray())
        {
            usable &= Value(item, element, property, $"{path}[{index++}]", out var read);
            items.Add(read);
        }

        node = items;
        return usable;
    }

    private bool KeyedList(JsonElement list, JsonTypeInfo element, string path, out JsonNode? node)
    {
        node = null;
        if (list.ValueKind != JsonValueKind.Array)
            return Refuse(path, $"must be a list of objects, not {ExpectedJson.Named(list)}.");
        var (items, keys, index) = (new JsonArray(), new Dictionary<string, string>(), 0);
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{path}[{index++}]";
            items.Add(KeyedObjectOrNull(item, element, at, keys));
        }

        node = items;
        return true;
    }

    private JsonObject? KeyedObjectOrNull(JsonElement item, JsonTypeInfo type, string path, Dictionary<string, string> keys)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, $"must be an object, not {ExpectedJson.Named(item)}.");
            return null;
        }

        var known = Object(item, type, path);
        var keyPath = Join(path, "key");
        if ((string?)known["key"] is not { } key)
        {
            if (!item.TryGetProperty("key", out _))
                faults.Add(keyPath, "is missing; every object has one.");
            known["key"] = "";
        }
        else if (!Keys.IsKey(key))
            faults.Add(keyPath, $"'{Faults.Shown(key)}' is not a valid key. Use 1 to {Keys.MaxKeyCharacters} lower-case letters, digits or hyphens.");
        else if (!keys.TryAdd(key, path))
            faults.Add(keyPath, $"'{key}' is the key of {keys[key]} already.");
        else
            return known;
        // An object with an invalid key is still checked; of two with the same key only the first is.
        return keys.ContainsKey((string)known["key"]!) ? null : known;
    }

    /// <summary>A value whose type reads its own JSON: it says itself what is wrong.</summary>
    private bool Opaque(JsonElement value, JsonPropertyInfo property, JsonTypeInfo owner, string path, out JsonNode? node)
    {
        node = JsonNode.Parse(value.GetRawText());
        try
        {
            new JsonObject { [property.Name] = node!.DeepClone() }.Deserialize(owner);
            return true;
        }
        catch (JsonException error)
        {
            var within = error.Path is { } inner && inner.StartsWith("$." + property.Name, StringComparison.Ordinal) ? inner[(property.Name.Length + 2)..] : "";
            var message = error.Message.Split(" Path: ", 2)[0];
            return Refuse(path + within, message);
        }
    }

    private static bool IsWhole(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private bool Refuse(string path, string what)
    {
        faults.Add(path, what);
        return false;
    }

    private static string Unknown(JsonTypeInfo type, string name) => _lacking.TryGetValue((type.Type, name), out var function)
        ? $"this version does not have {function}; leave it out."
        : $"there is no such property. Valid properties: {string.Join(", ", type.Properties.Select(each => each.Name).Order(StringComparer.Ordinal))}.";

    private static string Join(string path, string name) => path.Length == 0 ? Faults.Shown(name) : $"{path}.{Faults.Shown(name)}";
}
