using System.Runtime.CompilerServices;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Reads the ledger in the order in which its entries were closed.</summary>
public sealed class ClosedEntries(PlatformReaders readers, ClientDocuments<Attempt> attempts)
{
    private const int PageSize = 500;

    /// <summary>Reads the entries of all clients, in pages.</summary>
    /// <param name="after">The position after which to start; null for the beginning.</param>
    /// <param name="until">Leaves out entries that were closed later; null for no limit.</param>
    public IAsyncEnumerable<IReadOnlyList<Attempt>> ReadAsync(PlatformPass pass, LedgerPosition? after, DateTimeOffset? until, CancellationToken ct)
    {
        var reader = readers.Open<Attempt>(pass);
        var query = DocumentQuery<Attempt>.Where(Filter<Attempt>.Eq(attempt => attempt.LeaseEndsAt, null) & Between(after, until)).By(attempt => attempt.ClosedAt).Take(PageSize);
        return PagesAsync(query, after, reader.ListAsync, ct);
    }

    /// <summary>Reads the entries of one client, in pages.</summary>
    /// <inheritdoc cref="ReadAsync(PlatformPass, LedgerPosition?, DateTimeOffset?, CancellationToken)"/>
    public IAsyncEnumerable<IReadOnlyList<Attempt>> ReadAsync(ClientId clientId, LedgerPosition? after, DateTimeOffset? until, CancellationToken ct) =>
        PagesAsync(
            DocumentQuery<Attempt>.Where(Between(after, until)).By(attempt => attempt.ClosedAt).Take(PageSize),
            after,
            (query, token) => attempts.ListAsync(clientId, query, token),
            ct);

    /// <summary>Counts the entries of a client up to and including a position.</summary>
    public async Task<long> CountAsync(ClientId clientId, LedgerPosition through, CancellationToken ct)
    {
        var count = await attempts.CountAsync(clientId, Filter<Attempt>.Lt(attempt => attempt.ClosedAt, through.ClosedAt), ct);
        var before = new LedgerPosition(through.ClosedAt, AttemptId.From(""));
        await foreach (var page in ReadAsync(clientId, before, through.ClosedAt, ct))
            count += page.Count(attempt => LedgerPosition.Of(attempt).CompareTo(through) <= 0);
        return count;
    }

    private static Filter<Attempt> Between(LedgerPosition? after, DateTimeOffset? until)
    {
        var from = Filter<Attempt>.Gte(attempt => attempt.ClosedAt, after?.ClosedAt ?? DateTimeOffset.UnixEpoch);
        return until is null ? from : from & Filter<Attempt>.Lte(attempt => attempt.ClosedAt, until);
    }

    private static async IAsyncEnumerable<IReadOnlyList<Attempt>> PagesAsync(
        DocumentQuery<Attempt> query, LedgerPosition? after, Func<DocumentQuery<Attempt>, CancellationToken, Task<DocumentPage<Attempt>>> list, [EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await list(query.StartAfter(cursor), ct);
            // The filter compares only the instant. Entries of the same millisecond are compared by id here.
            IReadOnlyList<Attempt> fresh = after is null ? page.Items : [.. page.Items.Where(attempt => LedgerPosition.Of(attempt).CompareTo(after) > 0)];
            if (fresh.Count > 0)
                yield return fresh;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
