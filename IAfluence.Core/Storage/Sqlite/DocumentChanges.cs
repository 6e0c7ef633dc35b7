using System.Text.Json;
using System.Text.Json.Nodes;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Applies an update to a document's JSON. Values are serialized once, when the update is submitted.</summary>
internal sealed class DocumentChanges
{
    private readonly List<(FieldChange Change, string[] Names, byte[]? Value)> _changes;

    public DocumentChanges(IReadOnlyList<FieldChange> changes)
    {
        _changes = new(changes.Count);
        foreach (var change in changes)
        {
            if (change.Path.Dotted is "id" or "clientId")
                throw new ArgumentException($"'{change.Path}' cannot be changed by an update. Insert a new document instead.");
            _changes.Add((change, change.Path.Dotted.Split('.'), ValueOf(change)));
        }
    }

    public byte[] Apply(byte[] body)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        foreach (var (change, names, value) in _changes)
            Apply(root, change, names, value);
        return Bytes(root);
    }

    /// <summary>Removes the update's fields from the seed, then applies the update.</summary>
    public byte[] Seed(byte[] seed)
    {
        var root = JsonNode.Parse(seed)!.AsObject();
        foreach (var (_, names, _) in _changes)
            ParentOrNull(root, names, make: false)?.Remove(names[^1]);
        foreach (var (change, names, value) in _changes)
            Apply(root, change, names, value);
        return Bytes(root);
    }

    private static byte[]? ValueOf(FieldChange change) => change switch
    {
        FieldChange.Set { Value: not null } set => Serialise(set.Value),
        FieldChange.Push push => Serialise(push.Values),
        FieldChange.Pull { Value: not null } pull => Serialise(pull.Value),
        FieldChange.AddToSet { Value: not null } add => Serialise(add.Value),
        _ => null,
    };

    private static byte[] Serialise(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), DocumentJson.Options);

    private static void Apply(JsonObject root, FieldChange change, string[] names, byte[]? value)
    {
        var removes = change is FieldChange.Unset or FieldChange.Pull || (change is FieldChange.Set && value is null);
        var parent = ParentOrNull(root, names, make: !removes);
        if (parent is null)
            return;

        var name = names[^1];
        switch (change)
        {
            case FieldChange.Set when value is not null:
                parent[name] = JsonNode.Parse(value);
                break;
            case FieldChange.Set or FieldChange.Unset:
                parent.Remove(name);
                break;
            case FieldChange.Increment increment:
                parent[name] = checked((parent[name]?.GetValue<long>() ?? 0) + increment.By);
                break;
            case FieldChange.Push push:
                var array = ArrayAt(parent, name);
                foreach (var item in JsonNode.Parse(value)!.AsArray())
                    array.Add(item?.DeepClone());
                for (var excess = array.Count - (push.KeepLast ?? array.Count); excess > 0; excess--)
                    array.RemoveAt(0);
                break;
            case FieldChange.Pull:
                var pulled = value is null ? null : JsonNode.Parse(value);
                (parent[name] as JsonArray)?.RemoveAll(item => JsonNode.DeepEquals(item, pulled));
                break;
            case FieldChange.AddToSet:
                var added = value is null ? null : JsonNode.Parse(value);
                var set = ArrayAt(parent, name);
                if (!set.Any(item => JsonNode.DeepEquals(item, added)))
                    set.Add(added);
                break;
        }
    }

    private static JsonArray ArrayAt(JsonObject parent, string name)
    {
        if (parent[name] is JsonArray array)
            return array;
        var made = new JsonArray();
        parent[name] = made;
        return made;
    }

    private static JsonObject? ParentOrNull(JsonObject root, string[] names, bool make)
    {
        var parent = root;
        foreach (var name in names.AsSpan(0, names.Length - 1))
        {
            if (parent[name] is JsonObject child)
                parent = child;
            else if (!make)
                return null;
            else
                parent[name] = parent = new JsonObject();
        }

        return parent;
    }

    private static byte[] Bytes(JsonObject root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = DocumentJson.Options.Encoder, SkipValidation = true }))
            root.WriteTo(writer);
        return stream.ToArray();
    }
}
