using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Repairs entries that an earlier version closed without <see cref="Attempt.ClosedAt"/>, which therefore have no position in the ledger.</summary>
public sealed class UnstampedEntries(ClientDocuments<Attempt> attempts, PlatformReaders readers, TimeProvider time)
{
    private readonly PlatformPass _pass = PlatformPass.ForJob("usage-upkeep");

    /// <summary>Sets <see cref="Attempt.ClosedAt"/> of these entries to the current instant.</summary>
    public async Task StampAsync(CancellationToken ct)
    {
        var reader = readers.Open<Attempt>(_pass);
        var unstamped = DocumentQuery<Attempt>.Where(
            Filter<Attempt>.Eq(attempt => attempt.LeaseEndsAt, null) & Filter<Attempt>.Eq(attempt => attempt.ClosedAt, null)).Take(IErasableCollection.BatchSize);
        while ((await reader.ListAsync(unstamped, ct)).Items is { Count: > 0 } batch)
        {
            var now = time.GetUtcNow();
            await Task.WhenAll(batch.Select(attempt => attempts.Modify(
                attempt.ClientId,
                attempt.Id,
                new Update<Attempt>().Set(stamped => stamped.ClosedAt, now),
                Filter<Attempt>.Eq(stamped => stamped.ClosedAt, null)).AsTask()));
        }
    }
}
