using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>Remembers what was applied of which object.</summary>
public sealed class AppliedObjects(PlatformDocuments<AppliedObject> documents, TimeProvider time)
{
    private Dictionary<string, string> _digests = [];

    /// <summary>Reads what was applied so far; before the first, nothing was.</summary>
    public async Task LoadAsync(CancellationToken ct) =>
        _digests = (await documents.ListAllAsync(ct)).ToDictionary(applied => applied.Address, applied => applied.Digest);

    public bool Holds(string address, string digest) => _digests.TryGetValue(address, out var applied) && applied == digest;

    public async Task RecordAsync(string address, string digest)
    {
        var id = AppliedObjectId.Of(address);
        var now = time.GetUtcNow();
        await documents.Modify(
            id,
            new Update<AppliedObject>().Set(applied => applied.Digest, digest).Set(applied => applied.AppliedAt, now),
            seed: new AppliedObject { Id = id, Address = address, Digest = digest, AppliedAt = now });
        _digests[address] = digest;
    }
}
