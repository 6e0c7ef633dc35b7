using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Takes pages of the ledger into the counters.</summary>
public sealed class UsageIntake(UsageCounterWriter writer, PlatformDocuments<Client> clients)
{
    internal async Task ApplyAsync(long generation, IReadOnlyList<Attempt> page, KeptClients known, CancellationToken ct) =>
        await writer.ApplyAsync(generation, await OfKeptClientsAsync(page, known, ct), ct);

    /// <summary>What a client that is being deleted used goes to the books by another way, and its counters are deleted.</summary>
    private async Task<IReadOnlyList<Attempt>> OfKeptClientsAsync(IReadOnlyList<Attempt> page, KeptClients known, CancellationToken ct)
    {
        foreach (var clientId in page.Select(entry => entry.ClientId).Distinct().Where(clientId => !known.ContainsKey(clientId)).ToList())
            known[clientId] = await clients.FindOrNullAsync(clientId, ct) is { DeletingSince: null };
        return [.. page.Where(entry => known[entry.ClientId])];
    }
}

/// <summary>What is known in one pass of clients: whether they are kept or being deleted.</summary>
internal sealed class KeptClients : Dictionary<ClientId, bool>;
