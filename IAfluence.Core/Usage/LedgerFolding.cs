using System.Globalization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Takes a deleted client's ledger into the platform's monthly totals and then deletes it. Each total knows how far it has counted, so
/// that a crash between counting and deleting counts nothing twice, whichever process goes on.
/// </summary>
public sealed class LedgerFolding(ClientDocuments<Attempt> attempts, PlatformDocuments<ProviderMonth> months, TimeProvider time)
{
    /// <summary>An entry is left alone until it is this old: one with an earlier id could still be on its way to the store.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <returns>True when the client's ledger is empty; false when entries are still open or too young, and are for the next time.</returns>
    public async Task<bool> FoldAsync(ClientId clientId, CancellationToken ct)
    {
        while (true)
        {
            var page = await attempts.ListAsync(clientId, new DocumentQuery<Attempt>().Take(IErasableCollection.BatchSize), ct);
            if (page.Items.Count == 0)
                return true;
            var now = time.GetUtcNow();
            var settled = page.Items.TakeWhile(attempt => attempt.StartedAt <= now - Settling && (attempt.LeaseEndsAt is null || attempt.LeaseEndsAt <= now - Settling))
                .ToList();
            if (settled.Count == 0)
                return false;
            foreach (var group in settled.GroupBy(attempt => (Month: MonthOf(attempt), attempt.ProviderId)))
                await CountAsync(clientId, ProviderMonth.IdOf(group.Key.Month, group.Key.ProviderId), [.. group], ct);
            await attempts.DeleteWhere(clientId, Filter<Attempt>.In(attempt => attempt.Id, settled.Select(attempt => attempt.Id)));
        }
    }

    /// <summary>Removes the last mention of a client whose ledger is folded and deleted.</summary>
    public async Task ForgetAsync(ClientId clientId, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await months.ListAsync(new DocumentQuery<ProviderMonth>().StartAfter(after), ct);
            foreach (var month in page.Items)
            {
                var current = month;
                while (current is not null && current.Folding.Any(mark => mark.ClientId == clientId)
                    && await months.Replace(current with { Folding = Without(current, clientId) }) != PutResult.Replaced)
                    current = await months.FindOrNullAsync(month.Id, ct);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private async Task CountAsync(ClientId clientId, ProviderMonthId id, IReadOnlyList<Attempt> entries, CancellationToken ct)
    {
        while (true)
        {
            var current = await months.FindOrNullAsync(id, ct);
            // Another process may have counted and deleted these entries and already forgotten the client, its mark with it. Entries that
            // still stand after the total was read were not forgotten when it was; what happens from now on changes the total's version.
            entries = await StillStandingAsync(clientId, entries, ct);
            var through = current?.Folding.FirstOrDefault(mark => mark.ClientId == clientId)?.Through.Value;
            var fresh = entries.Where(entry => string.CompareOrdinal(entry.Id.Value, through) > 0).ToList();
            if (fresh.Count == 0)
                return;
            var total = current ?? new ProviderMonth { Id = id, Month = MonthOf(fresh[0]), ProviderId = fresh[0].ProviderId };
            var next = total with
            {
                Attempts = total.Attempts + fresh.Count,
                InputTokens = total.InputTokens + fresh.Sum(entry => entry.InputTokens),
                CachedInputTokens = total.CachedInputTokens + fresh.Sum(entry => entry.CachedInputTokens),
                OutputTokens = total.OutputTokens + fresh.Sum(entry => entry.OutputTokens),
                CostMicros = total.CostMicros + fresh.Sum(entry => entry.CostMicros),
                Folding = [.. Without(total, clientId), new FoldPosition(clientId, fresh[^1].Id)],
            };
            var written = current is null ? await months.Insert(next) == InsertResult.Inserted : await months.Replace(next) == PutResult.Replaced;
            if (written)
                return;
        }
    }

    private async Task<IReadOnlyList<Attempt>> StillStandingAsync(ClientId clientId, IReadOnlyList<Attempt> entries, CancellationToken ct) =>
        (await attempts.ListAsync(clientId, DocumentQuery<Attempt>.Where(Filter<Attempt>.In(attempt => attempt.Id, entries.Select(attempt => attempt.Id))).Take(IErasableCollection.BatchSize), ct)).Items;

    private static IReadOnlyList<FoldPosition> Without(ProviderMonth month, ClientId clientId) => [.. month.Folding.Where(mark => mark.ClientId != clientId)];

    private static string MonthOf(Attempt attempt) => attempt.StartedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
