using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Adds pages of the ledger to the counters, without the entries of clients that are being deleted.</summary>
public sealed class UsageIntake(UsageCounterWriter writer, PlatformDocuments<Client> clients)
{
    internal async Task ApplyAsync(long generation, IReadOnlyList<Attempt> page, KeptClients known, CancellationToken ct) =>
        await writer.ApplyAsync(generation, await OfKeptClientsAsync(page, known, ct), ct);

    /// <summary>Removes the entries of clients that are being deleted: <see cref="LedgerFolding"/> adds them to the totals, and their counters are deleted.</summary>
    private async Task<IReadOnlyList<Attempt>> OfKeptClientsAsync(IReadOnlyList<Attempt> page, KeptClients known, CancellationToken ct)
    {
        foreach (var clientId in page.Select(entry => entry.ClientId).Distinct().Where(clientId => !known.ContainsKey(clientId)).ToList())
            known[clientId] = await clients.FindOrNullAsync(clientId, ct) is { DeletingSince: null };
        return [.. page.Where(entry => known[entry.ClientId])];
    }
}

/// <summary>For one pass, whether each client is kept (true) or being deleted (false).</summary>
internal sealed class KeptClients : Dictionary<ClientId, bool>;
