using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>Stores which objects were applied and determines what the file changes since then.</summary>
public sealed class AppliedObjects(PlatformDocuments<AppliedObject> documents, TimeProvider time)
{
    private Dictionary<string, AppliedObject> _applied = [];

    /// <summary>Loads the applied objects. Call it before any other method.</summary>
    public async Task LoadAsync(CancellationToken ct) =>
        _applied = (await documents.ListAllAsync(ct)).ToDictionary(applied => applied.Address);

    public bool Holds(string address, string digest) => _applied.GetValueOrDefault(address)?.Digest == digest;

    public Task RecordAsync(string address, string digest) => RecordAsync(address, digest, null);

    /// <summary>Whether the file states the same content as when the object was last applied.</summary>
    internal bool IsUnchanged(ConfigurationObject item) =>
        Holds(item.Address, item.Digest) || ContentOrNull(item) is { } before && JsonNode.DeepEquals(Kept(item), before);

    /// <summary>Whether the object is unchanged and its content is stored, or must not be stored.</summary>
    internal bool IsRecorded(ConfigurationObject item) =>
        Holds(item.Address, item.Digest) && (_applied[item.Address].Forgotten == true || ContentOrNull(item) is not null);

    /// <summary>The properties that differ from the last applied ones; every stated property when the last applied ones are not stored.</summary>
    internal JsonObject ChangesOf(ConfigurationObject item) =>
        ContentOrNull(item) is { } before ? ConfigurationMerge.Changed(item.Properties, Kept(item), before, item.Type) : item.Properties;

    internal Task RecordAsync(ConfigurationObject item) =>
        RecordAsync(item.Address, item.Digest, new AppliedContent(item.Digest, Kept(item).ToJsonString(ConfigurationJson.Options)));

    private async Task RecordAsync(string address, string digest, AppliedContent? content)
    {
        var id = AppliedObjectId.Of(address);
        var now = time.GetUtcNow();
        var applied = new AppliedObject { Id = id, Address = address, Digest = digest, Content = content, AppliedAt = now };
        await documents.Modify(
            id,
            new Update<AppliedObject>().Set(stored => stored.Digest, digest).Set(stored => stored.Content, content).Set(stored => stored.AppliedAt, now).Unset(stored => stored.Forgotten),
            seed: applied);
        _applied[address] = applied;
    }

    private JsonObject? ContentOrNull(ConfigurationObject item) =>
        _applied.GetValueOrDefault(item.Address) is { Content: { } content } applied && content.Digest == applied.Digest ? (JsonObject)JsonNode.Parse(content.Json)! : null;

    private static JsonObject Kept(ConfigurationObject item) => ConfigurationMerge.Kept(item.Properties, item.Type, item.Address);
}
