using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>What the ledger holds of a period.</summary>
/// <param name="Attempts">Calls of models, failed ones too.</param>
/// <param name="CostMicros">In millionths of a US dollar.</param>
public sealed record LedgerSum(long Attempts, long CostMicros);

/// <summary>Adds up the ledger along its index.</summary>
public sealed class LedgerSums(ClientDocuments<Attempt> attempts)
{
    /// <param name="clientIds">Whose.</param>
    /// <param name="since">From when, by the start of the call.</param>
    /// <param name="ct">The caller's own.</param>
    public async Task<LedgerSum> SinceAsync(IEnumerable<ClientId> clientIds, DateTimeOffset since, CancellationToken ct)
    {
        var query = new SumQuery<Attempt>(
            Filter<Attempt>.Gte(attempt => attempt.StartedAt, since), null, [FieldPath.Of<Attempt, long>(attempt => attempt.CostMicros)]);
        var (count, cost) = (0L, 0L);
        foreach (var clientId in clientIds)
        {
            foreach (var group in await attempts.SumAsync(clientId, query, ct))
                (count, cost) = (count + group.Count, cost + group.Sums[0]);
        }

        return new LedgerSum(count, cost);
    }
}
