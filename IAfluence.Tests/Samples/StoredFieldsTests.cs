using System.Text;
using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>The names under which stores hold what they hold: a renamed collection, field or value would no longer be read.</summary>
public sealed class StoredFieldsTests
{
    [Fact]
    public async Task Collections_and_their_fields_are_those_of_the_list()
    {
        var list = new StringBuilder();
        foreach (var (collection, document) in StoredShape.Declared)
        {
            list.Append("== ").Append(collection.Name).Append(collection.OwnedByClients ? " (of a client)\n" : "\n");
            foreach (var index in StoredShape.IndexesOf(collection))
                list.Append("   ").Append(index).Append('\n');
            foreach (var (path, kind) in StoredShape.FieldsOf(document))
                list.Append(path).Append(": ").Append(kind).Append('\n');
            list.Append('\n');
        }

        list.Append("== settings\n");
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "IAfluence.Web", "appsettings.json")));
        foreach (var key in KeysOf("", settings.RootElement).Where(key => !key.StartsWith("Logging:", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            list.Append(key).Append('\n');

        await Snapshot.MatchesAsync("collections.txt", list.ToString());
    }

    [Fact]
    public void Sample_holds_every_collection_and_each_of_its_fields_but_these()
    {
        using var sample = new KeptStore();
        var found = sample.Documents().Values.GroupBy(document => document.Collection)
            .ToDictionary(group => group.Key, group => group.SelectMany(PathsOf).Distinct().ToDictionary(field => field));

        var missing = new List<string>();
        foreach (var (collection, document) in StoredShape.Declared)
        {
            if (!found.TryGetValue(collection.Name, out var fields))
                missing.Add(collection.Name);
            else
                missing.AddRange(StoredShape.FieldsOf(document).Keys.Where(path => !fields.ContainsKey(path)).Select(path => $"{collection.Name}: {path}"));
        }

        var differences = Snapshot.Differences([.. NotInTheSample.Order(StringComparer.Ordinal)], [.. missing.Order(StringComparer.Ordinal)]);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Sample_holds_nothing_that_is_not_declared()
    {
        using var sample = new KeptStore();
        var declared = StoredShape.Declared.ToDictionary(each => each.Collection.Name, each => StoredShape.FieldsOf(each.Document));
        var strange = new SortedSet<string>(StringComparer.Ordinal);

        foreach (var document in sample.Documents().Values)
        {
            if (!declared.TryGetValue(document.Collection, out var fields))
                strange.Add(document.Collection);
            else
                strange.UnionWith(PathsOf(document).Where(path => !fields.ContainsKey(path)).Select(path => $"{document.Collection}: {path}"));
        }

        Assert.Empty(strange);
    }

    [Fact]
    public void Values_of_the_sample_are_of_the_declared_kinds()
    {
        using var sample = new KeptStore();
        var declared = StoredShape.Declared.ToDictionary(each => each.Collection.Name, each => StoredShape.FieldsOf(each.Document));

        foreach (var document in sample.Documents().Values)
        {
            using var json = JsonDocument.Parse(document.Body);
            foreach (var (path, value) in ValuesOf("", json.RootElement))
                Assert.True(Is(value, declared[document.Collection][path]), $"{document.Address}: {path} is {value.GetRawText()}, not {declared[document.Collection][path]}");
        }
    }

    /// <summary>What the version of the sample declares and no document of it has; whatever later versions add joins here.</summary>
    private static readonly string[] NotInTheSample =
    [
        // Held for seconds: whoever reads a sample would wait for it.
        "bootstrap-lease: endsAt",
        // Drafts came after the sample.
        "chatbot-drafts",
        "chatbot-versions: draftRevision",
        "usage-projection: leaseEndsAt",
        "usage-projection: nextGeneration",
        "usage-projection: nextThrough.attemptId",
        "usage-projection: nextThrough.closedAt",
        // Joined later.
        "attempts: purpose",
        "bootstrap-lease: leaseToken",
        "bootstrap-objects: content.digest",
        "bootstrap-objects: content.json",
        "bootstrap-objects: forgotten",
        "cached-answers: outcome",
        "cached-answers: outcomeReason",
        "cached-answers: passages[]",
        "cached-answers: suggestions[]",
        "chatbot-versions: settings.formOfAddress",
        "chatbot-versions: settings.languages[]",
        "chatbot-versions: settings.synonyms[]",
        "conversations: lastOutcome",
        "knowledge-texts: questions",
        "messages: outcome",
        "messages: outcomeReason",
        "messages: passages[]",
        "messages: suggestions[]",
        "passage-indexes",
        "passage-indexing",
        "passage-vectors",
        "passages: digest",
        "passages: encoder",
        "passages: headingVector",
        "passages: questions[]",
        "passages: windows[].length",
        "passages: windows[].start",
        "passages: windows[].vector",
        "replies: outcome",
        "replies: suggestions[]",
        "usage-counters: purpose",
        "usage-projection: leaseToken",
    ];

    private static bool Is(JsonElement value, string kind) => kind switch
    {
        "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "whole number" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "instant" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        "text" => value.ValueKind == JsonValueKind.String,
        "bytes" => value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out _),
        _ => kind.Split(" | ").Contains(value.GetString()),
    };

    private static IEnumerable<string> PathsOf(StoredDocument document)
    {
        using var json = JsonDocument.Parse(document.Body);
        return [.. ValuesOf("", json.RootElement).Select(field => field.Path).Distinct()];
    }

    private static IEnumerable<(string Path, JsonElement Value)> ValuesOf(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => ValuesOf(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => ValuesOf(path + "[]", item)),
        _ => [(path, element)],
    };

    private static IEnumerable<string> KeysOf(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => KeysOf(path.Length == 0 ? property.Name : $"{path}:{property.Name}", property.Value))
        : [path];
}
