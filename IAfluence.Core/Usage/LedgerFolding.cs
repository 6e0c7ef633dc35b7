using System.Globalization;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Adds the ledger of a deleted client to the platform's monthly totals, then deletes the entries. Each total records the last entry that it includes, so a
/// crash between the two steps counts nothing twice, whichever process continues.
/// </summary>
public sealed class LedgerFolding(ClientDocuments<Attempt> attempts, PlatformDocuments<ProviderMonth> months, TimeProvider time)
{
    /// <summary>The minimum age of an entry: until then, an entry with an earlier id may still be on its way to the store.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <returns>True when the ledger of the client is empty; false when entries are still open or too young and must be folded later.</returns>
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

    /// <summary>Removes the id of a client from all totals, after its ledger is folded and deleted.</summary>
    public async Task ForgetAsync(ClientId clientId, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await months.ListAsync(new DocumentQuery<ProviderMonth>().StartAfter(after), ct);
            foreach (var month in page.Items)
            {
                var current = month;
                while (current is not null && current.Folding.Any(position => position.ClientId == clientId)
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
            // Another process may already have counted and deleted these entries and removed the position of the client. Entries that still exist after
            // the total was read had not been counted by then. A later change by another process changes the version of the total, so the write fails.
            entries = await ListExistingAsync(clientId, entries, ct);
            var through = current?.Folding.FirstOrDefault(position => position.ClientId == clientId)?.Through.Value;
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

    private async Task<IReadOnlyList<Attempt>> ListExistingAsync(ClientId clientId, IReadOnlyList<Attempt> entries, CancellationToken ct) =>
        (await attempts.ListAsync(clientId, DocumentQuery<Attempt>.Where(Filter<Attempt>.In(attempt => attempt.Id, entries.Select(attempt => attempt.Id))).Take(IErasableCollection.BatchSize), ct)).Items;

    private static IReadOnlyList<FoldPosition> Without(ProviderMonth month, ClientId clientId) => [.. month.Folding.Where(position => position.ClientId != clientId)];

    private static string MonthOf(Attempt attempt) => attempt.StartedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
