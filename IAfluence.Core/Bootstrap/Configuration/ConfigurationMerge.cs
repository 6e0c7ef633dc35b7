using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>
/// Compares and merges objects of the contract property by property. The form stored for a later comparison has digests in place of
/// secrets and long texts.
/// </summary>
internal static class ConfigurationMerge
{
    private const int MaxKeptCharacters = 500;

    /// <summary>Returns the object with the changes applied; null sets a property to its default.</summary>
    public static T Onto<T>(T before, JsonObject changes)
    {
        var type = ConfigurationJson.Of<T>();
        var merged = (JsonObject)JsonSerializer.SerializeToNode(before, type)!;
        Write(changes, merged, type);
        return merged.Deserialize(type)!;
    }

    /// <summary>The form in which an object is stored for comparison with a later file.</summary>
    /// <param name="address">
    /// The object's address. It is part of the digest of secrets, so equal secrets of two objects have different digests.
    /// </param>
    public static JsonObject Kept(JsonObject properties, JsonTypeInfo type, string address)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in properties)
        {
            var secret = type.Properties.FirstOrDefault(each => each.Name == name)?.FindOrNull<SecretAttribute>() is not null;
            kept[name] = Kept(value, secret, address);
        }

        return kept;
    }

    /// <summary>The properties that differ from the stored ones; nested objects contain only their own differences.</summary>
    public static JsonObject Changed(JsonObject properties, JsonObject storedProperties, JsonObject before, JsonTypeInfo type)
    {
        var changed = new JsonObject();
        foreach (var (name, value) in properties)
        {
            if (before.TryGetPropertyValue(name, out var kept) && JsonNode.DeepEquals(storedProperties[name], kept))
                continue;
            var nested = type.Properties.First(each => each.Name == name).MergedTypeOrNull();
            changed[name] = nested is not null && value is JsonObject part && kept is JsonObject partBefore
                ? Changed(part, (JsonObject)storedProperties[name]!, partBefore, nested)
                : value?.DeepClone();
        }

        return changed;
    }

    private static void Write(JsonObject changes, JsonObject onto, JsonTypeInfo type)
    {
        foreach (var (name, value) in changes)
        {
            var property = type.Properties.First(each => each.Name == name);
            if (value is null && !property.AllowsNull())
                onto.Remove(name);
            else if (value is JsonObject part && property.MergedTypeOrNull() is { } nested && onto[name] is JsonObject stored)
                Write(part, stored, nested);
            else
                onto[name] = value?.DeepClone();
        }
    }

    private static JsonNode? Kept(JsonNode? value, bool secret, string address)
    {
        switch (value)
        {
            case JsonObject part:
                var kept = new JsonObject();
                foreach (var (name, inner) in part)
                    kept[name] = Kept(inner, secret, address);
                return kept;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Kept(item, secret, address))]);
            case JsonValue single when single.TryGetValue<string>(out var text) && (secret || text.Length > MaxKeptCharacters):
                return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{text}")));
            default:
                return value?.DeepClone();
        }
    }
}
